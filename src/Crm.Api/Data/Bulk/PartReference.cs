using System.Linq.Expressions;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Data.Bulk;

/// <summary>A record's reference to a part of another record, such as an opportunity's stage in its pipeline: read along with the record.</summary>
internal abstract class PartReference<TEntity>
    where TEntity : Record
{
    public static PartReference<TEntity> Of(INavigation navigation) =>
        (PartReference<TEntity>)
            Activator.CreateInstance(
                typeof(PartReference<,>).MakeGenericType(typeof(TEntity), navigation.TargetEntityType.ClrType),
                navigation
            )!;

    public abstract Task ReadAsync(
        RowReader reader,
        IReadOnlyList<TEntity> records,
        CancellationToken cancellationToken
    );
}

internal sealed class PartReference<TEntity, TPart> : PartReference<TEntity>
    where TEntity : Record
    where TPart : Part
{
    private readonly Func<TEntity, Guid?> _parent;
    private readonly Func<TEntity, TPart, bool> _isMeant;
    private readonly Action<TEntity, TPart> _set;

    public PartReference(INavigation navigation)
    {
        var record = Expression.Parameter(typeof(TEntity));
        var part = Expression.Parameter(typeof(TPart));
        var pairs = navigation.ForeignKey.Properties.Zip(navigation.ForeignKey.PrincipalKey.Properties).ToList();
        var parent = pairs.Find(pair => pair.Second.Name == nameof(Part.ParentId)).First;
        _parent = Expression
            .Lambda<Func<TEntity, Guid?>>(Expression.Convert(Value(record, parent), typeof(Guid?)), record)
            .Compile();
        _isMeant = Expression
            .Lambda<Func<TEntity, TPart, bool>>(
                pairs
                    .Select(pair => Same(Value(record, pair.First), Value(part, pair.Second)))
                    .Aggregate(Expression.AndAlso),
                record,
                part
            )
            .Compile();
        _set = Expression
            .Lambda<Action<TEntity, TPart>>(
                Expression.Assign(Expression.Property(record, navigation.PropertyInfo!), part),
                record,
                part
            )
            .Compile();
    }

    public override async Task ReadAsync(
        RowReader reader,
        IReadOnlyList<TEntity> records,
        CancellationToken cancellationToken
    )
    {
        var parents = records.Select(_parent).OfType<Guid>().ToHashSet();
        var parts = await reader.ReadAsync<TPart>(nameof(Part.ParentId), parents, cancellationToken);
        var byParent = parts.ToLookup(part => (Guid?)part.ParentId);
        foreach (var record in records)
        {
            if (byParent[_parent(record)].FirstOrDefault(part => _isMeant(record, part)) is { } meant)
            {
                _set(record, meant);
            }
        }
    }

    private static MemberExpression Value(ParameterExpression of, IProperty property) =>
        Expression.Property(of, property.PropertyInfo!);

    private static BinaryExpression Same(Expression left, Expression right) =>
        Expression.Equal(left, left.Type == right.Type ? right : Expression.Convert(right, left.Type));
}
