using System.Linq.Expressions;
using Crm.Api.Paging;

namespace Crm.Api.Filters;

/// <summary>Something of a record that filters may name.</summary>
internal abstract class Field<T>(string name, FieldType type)
{
    public string Name { get; } = name;

    public FieldType Type { get; } = type;

    /// <summary>How records are ordered by this field, if they can be.</summary>
    public virtual OrderingKey<T>? OrderingKey => null;

    /// <summary>The condition on a record. The depth is that of the path segment after this field's own.</summary>
    public abstract Expression Restrict(Expression record, Restriction restriction, int depth, FilterContext context);

    public virtual IEnumerable<FieldDescription> Describe() => [new(Name, Type, OrderingKey is not null, [])];
}
