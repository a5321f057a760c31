using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Api.Data.Bulk;

/// <summary>How the rows of one entity type lie in their table, read off the model once.</summary>
internal sealed class TableShape
{
    private const string Annotation = "Crm:Bulk:Table";

    private TableShape(IEntityType entity)
    {
        Entity = entity;
        Name = entity.GetTableName()!;
        Columns = [.. entity.GetProperties().Select(property => new ColumnShape(property))];
        Written = [.. Columns.Where(column => !column.IsLeftToTheDatabase)];
    }

    public IEntityType Entity { get; }

    public string Name { get; }

    /// <summary>All columns that the model knows.</summary>
    public IReadOnlyList<ColumnShape> Columns { get; }

    /// <summary>The columns a new row brings along.</summary>
    public IReadOnlyList<ColumnShape> Written { get; }

    public static TableShape Of<T>(CrmDb db)
        where T : class => Of(db.Model.FindEntityType(typeof(T))!);

    public static TableShape Of(IEntityType entity) =>
        entity.GetOrAddRuntimeAnnotationValue(Annotation, static type => new TableShape(type!), entity);

    public ColumnShape ColumnOf(IReadOnlyProperty property) =>
        Columns.First(column => column.Property.Name == property.Name);

    /// <summary>The names as SQL, quoted as the engine wants it.</summary>
    public static string Quoted(CrmDb db, string name) => db.GetService<ISqlGenerationHelper>().DelimitIdentifier(name);

    public static string Quoted(CrmDb db, IEnumerable<ColumnShape> columns) =>
        string.Join(", ", columns.Select(column => Quoted(db, column.Name)));
}

/// <summary>One column, and how a property's value becomes what is stored in it and comes back.</summary>
internal sealed class ColumnShape(IProperty property)
{
    private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();

    public IProperty Property => property;

    public string Name { get; } = property.GetColumnName();

    public RelationalTypeMapping Mapping => _mapping;

    /// <summary>What the driver is given: the type behind the converter, never nullable.</summary>
    public Type StoredType { get; } = TypeBehind(property.GetRelationalTypeMapping(), property.ClrType);

    /// <summary>Sequences, row versions and defaults; ids that are made here only count as generated for the change tracker.</summary>
    public bool IsLeftToTheDatabase =>
        property.ValueGenerated != ValueGenerated.Never && property.ClrType != typeof(Guid);

    /// <summary>The value to store, of <see cref="StoredType"/>, as nullable when it is a value type that may be missing.</summary>
    public Expression Stored(Expression row)
    {
        var value = Expression.MakeMemberAccess(row, property.GetMemberInfo(forMaterialization: false, forSet: false));
        if (_mapping.Converter is not { } converter)
        {
            return value;
        }

        if (!MayBeNull(value.Type))
        {
            return Expression.Invoke(converter.ConvertToProviderExpression, As(converter.ModelClrType, value));
        }

        var stored = Expression.Invoke(converter.ConvertToProviderExpression, As(converter.ModelClrType, value));
        var type = Nullable(stored.Type);
        return Expression.Condition(
            Expression.Equal(value, Expression.Constant(null, value.Type)),
            Expression.Default(type),
            As(type, stored)
        );
    }

    /// <summary>Sets the row's property to what the reader has in its column.</summary>
    public Expression Read(Expression row, ParameterExpression reader, int ordinal)
    {
        var member = property.GetMemberInfo(forMaterialization: true, forSet: true);
        var target = Expression.MakeMemberAccess(row, member);
        var index = Expression.Constant(ordinal);
        var method = _mapping.GetDataReaderMethod();
        var value = _mapping.CustomizeDataReaderExpression(
            Expression.Call(As(method.DeclaringType!, reader), method, index)
        );
        if (_mapping.Converter is { } converter)
        {
            value = Expression.Invoke(converter.ConvertFromProviderExpression, As(converter.ProviderClrType, value));
        }

        var present = Expression.Assign(target, As(target.Type, value));
        return property.IsNullable
            ? Expression.IfThen(
                Expression.Not(Expression.Call(reader, nameof(System.Data.Common.DbDataReader.IsDBNull), null, index)),
                present
            )
            : present;
    }

    private static Type TypeBehind(RelationalTypeMapping mapping, Type type)
    {
        var stored = mapping.Converter?.ProviderClrType ?? type;
        return System.Nullable.GetUnderlyingType(stored) ?? stored;
    }

    private static Expression As(Type type, Expression value) =>
        value.Type == type ? value : Expression.Convert(value, type);

    private static bool MayBeNull(Type type) =>
        !type.IsValueType || System.Nullable.GetUnderlyingType(type) is not null;

    private static Type Nullable(Type type) => MayBeNull(type) ? type : typeof(Nullable<>).MakeGenericType(type);
}
