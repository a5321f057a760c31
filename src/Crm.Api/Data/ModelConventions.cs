using System.Text.RegularExpressions;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crm.Api.Data;

/// <summary>What holds for every table on every engine, so that no entity's configuration has to repeat it.</summary>
internal static partial class ModelConventions
{
    private const string Derived = "Crm:Derived";
    private const string Scale = "Crm:Scale";
    private const string InOrderOfKey = "Crm:InOrderOfKey";
    private const string ToAny = "Crm:ReferenceToAny";
    private const string ForGood = "Crm:ReferenceForGood";
    private const string Field = "Crm:Field";

    public static void ApplyCrmConventions(this ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
                StoreEnumsAsWords(property);
            }

            NameConstraints(entity);
            LeaveOutNulls(entity);
            foreach (var key in entity.GetForeignKeys().Where(key => !IsOfPart(key)))
            {
                key.DeleteBehavior = DeleteBehavior.NoAction;
            }

            if (typeof(Record).IsAssignableFrom(entity.ClrType))
            {
                builder.Entity(entity.ClrType).Property(nameof(Record.Version)).IsConcurrencyToken();
                builder.Entity(entity.ClrType).Property(nameof(Record.Id)).ValueGeneratedNever();
                builder.Entity(entity.ClrType).Ignore(nameof(Record.IsNew));
                builder
                    .Entity(entity.ClrType)
                    .HasIndex(nameof(Record.PurgeTime))
                    .HasFilter("purge_time IS NOT NULL")
                    .HasDatabaseName($"ix_{entity.GetTableName()}_purge_time");
            }
        }
    }

    /// <summary>The foreign key of a part to its record.</summary>
    public static bool IsOfPart(IReadOnlyForeignKey key) =>
        typeof(Part).IsAssignableFrom(key.DeclaringEntityType.ClrType)
        && key.Properties is [{ Name: nameof(Part.ParentId) }];

    /// <summary>Marks a column that is computed from others, so that the history does not show it.</summary>
    public static void IsDerived(this IMutableProperty property) => property.SetAnnotation(Derived, true);

    public static bool IsDerived(this IReadOnlyProperty property) => property.FindAnnotation(Derived) is not null;

    /// <summary>Marks a whole-number column that holds a decimal times ten to the power of <paramref name="scale"/>.</summary>
    public static void SetScaleOf(this IMutableProperty property, int scale) => property.SetAnnotation(Scale, scale);

    public static int? ScaleOf(this IReadOnlyProperty property) => (int?)property.FindAnnotation(Scale)?.Value;

    /// <summary>Marks a reference that does not follow when its target is merged into another record.</summary>
    public static void SetForGood(this IMutableForeignKey key) => key.SetAnnotation(ForGood, true);

    public static bool IsForGood(this IReadOnlyForeignKey key) => key.FindAnnotation(ForGood) is not null;

    /// <summary>Marks a table whose rows lie in the order of its key, which is then no index beside it.</summary>
    public static void SetInOrderOfKey(this IMutableEntityType entity) => entity.SetAnnotation(InOrderOfKey, true);

    public static bool IsInOrderOfKey(this IReadOnlyEntityType entity) =>
        entity.FindAnnotation(InOrderOfKey) is not null;

    /// <summary>Says which field a unique index is about, where its columns do not.</summary>
    public static void Blame(this IMutableIndex index, string field) => index.SetAnnotation(Field, field);

    public static string? Blamed(this IReadOnlyIndex index) => (string?)index.FindAnnotation(Field)?.Value;

    /// <summary>Marks a pair of columns, kind and id, that refer to records of several kinds.</summary>
    public static void SetReferenceToAny(this IMutableEntityType entity, string kindProperty, string idProperty) =>
        entity.SetAnnotation(ToAny, $"{kindProperty} {idProperty}");

    /// <summary>The columns with the kind and the id of a record of any kind; null where there are none.</summary>
    public static (IProperty Kind, IProperty Id)? ReferenceToAny(this IEntityType entity) =>
        ((string?)entity.FindAnnotation(ToAny)?.Value)?.Split(' ') is [var kind, var id]
            ? (entity.FindProperty(kind)!, entity.FindProperty(id)!)
            : null;

    private static void StoreEnumsAsWords(IMutableProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum)
        {
            property.SetValueConverter(
                (ValueConverter)Activator.CreateInstance(typeof(EnumWordConverter<>).MakeGenericType(type))!
            );
            property.SetMaxLength(40);
        }
    }

    private static void NameConstraints(IMutableEntityType entity)
    {
        var table = entity.GetTableName();
        foreach (var key in entity.GetKeys())
        {
            key.SetName($"pk_{table}");
        }

        foreach (var index in entity.GetIndexes())
        {
            var columns = string.Join("_", index.Properties.Select(property => SnakeCase(property.Name)));
            index.SetDatabaseName($"{(index.IsUnique ? "ux" : "ix")}_{table}_{columns}");
        }

        foreach (var key in entity.GetForeignKeys())
        {
            var columns = string.Join("_", key.Properties.Select(property => SnakeCase(property.Name)));
            key.SetConstraintName($"fk_{table}_{columns}");
        }
    }

    /// <summary>Nobody looks for what has no value, and most nullable columns have none: such an index is written only where there is one.</summary>
    private static void LeaveOutNulls(IMutableEntityType entity)
    {
        var single = entity
            .GetIndexes()
            .Where(index => index is { IsUnique: false, Properties: [{ IsNullable: true }] });
        foreach (var index in single.Where(index => index.GetFilter() is null))
        {
            index.SetFilter($"{SnakeCase(index.Properties[0].Name)} IS NOT NULL");
        }
    }

    private static string SnakeCase(string name) => WordStart().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();

    private sealed class EnumWordConverter<TEnum>()
        : ValueConverter<TEnum, string>(value => EnumText<TEnum>.Of(value), word => EnumText<TEnum>.Parse(word))
        where TEnum : struct, Enum;
}
