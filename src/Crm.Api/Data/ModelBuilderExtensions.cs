using System.Linq.Expressions;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Data;

/// <summary>The few words in which an entity's configuration says what is special about it.</summary>
internal static class ModelBuilderExtensions
{
    /// <summary>The list is saved, versioned and captured with the record, and removed with it.</summary>
    public static void HasParts<TRecord, TPart>(
        this EntityTypeBuilder<TRecord> builder,
        Expression<Func<TRecord, IEnumerable<TPart>?>> list
    )
        where TRecord : Record
        where TPart : Part =>
        builder
            .HasMany(list)
            .WithOne()
            .HasForeignKey(part => part.ParentId)
            .IsRequired()
            .OnDelete(DeleteBehavior.Cascade);

    /// <summary>A part known by its place in the list.</summary>
    public static void HasPlace<TPart>(this EntityTypeBuilder<TPart> builder)
        where TPart : ListedPart
    {
        builder.HasKey(part => new { part.ParentId, part.Position });
        builder.Property(part => part.Position).ValueGeneratedNever();
    }

    /// <summary>A reference to another record, without a navigation: features join by id.</summary>
    public static void References<TRecord>(this EntityTypeBuilder builder, string property)
        where TRecord : Record => builder.HasOne(typeof(TRecord)).WithMany().HasForeignKey(property);

    /// <summary>The same for what was said of a record and stays said of it, also when it is merged into another.</summary>
    public static void ReferencesForGood<TRecord>(this EntityTypeBuilder builder, string property)
        where TRecord : Record =>
        builder.HasOne(typeof(TRecord)).WithMany().HasForeignKey(property).Metadata.SetForGood();

    /// <summary>A reference to a record of any kind, which another column names; no foreign key can watch over it.</summary>
    public static void RefersToAny(this EntityTypeBuilder builder, string kindProperty, string idProperty) =>
        builder.Metadata.SetReferenceToAny(kindProperty, idProperty);

    /// <summary>The rows lie in the order of the key, where the engine can do that: for many small rows that are looked up by it.</summary>
    public static void LiesInOrderOfKey(this EntityTypeBuilder builder) => builder.Metadata.SetInOrderOfKey();

    /// <summary>Computed from other columns; left out of the history.</summary>
    public static PropertyBuilder<T> Derived<T>(this PropertyBuilder<T> property)
    {
        property.Metadata.IsDerived();
        return property;
    }

    /// <summary>A decimal kept as a whole number of 1/10^scale.</summary>
    public static PropertyBuilder<T> Scaled<T>(this PropertyBuilder<T> property, int scale = 4)
    {
        property.Metadata.SetScaleOf(scale);
        return property;
    }

    /// <summary>The field to blame when a unique index refuses, where its columns are none that people know.</summary>
    public static IndexBuilder<T> Blames<T>(this IndexBuilder<T> index, string field)
    {
        index.Metadata.Blame(field);
        return index;
    }

    /// <summary>Unique among the records that are not in the trash.</summary>
    public static void IsUniqueOutsideTrash(this IndexBuilder index) =>
        index.IsUnique().HasFilter("delete_time IS NULL");

    /// <summary>Unique among the records outside the trash that have a value; an index on SQL Server takes two nulls for equal.</summary>
    public static void IsUniqueOutsideTrash(this IndexBuilder index, string nullableColumn) =>
        index.IsUnique().HasFilter($"delete_time IS NULL AND {nullableColumn} IS NOT NULL");
}
