using System.Linq.Expressions;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Data.Bulk;

/// <summary>A kind of record with the lists of its parts, read off the model once.</summary>
internal sealed class RecordShape<TEntity>
    where TEntity : Record
{
    private const string Annotation = "Crm:Bulk:Record";

    private readonly List<Func<TEntity, Guid?>> _referencesToOwnKind;

    private RecordShape(IEntityType entity)
    {
        PartLists =
        [
            .. entity
                .GetNavigations()
                .Where(navigation => navigation.IsCollection && ModelConventions.IsOfPart(navigation.ForeignKey))
                .Select(PartList<TEntity>.Of),
        ];
        PartReferences =
        [
            .. entity
                .GetNavigations()
                .Where(navigation =>
                    !navigation.IsCollection && navigation.TargetEntityType.ClrType.IsAssignableTo(typeof(Part))
                )
                .Select(PartReference<TEntity>.Of),
        ];
        _referencesToOwnKind =
        [
            .. entity
                .GetForeignKeys()
                .Where(key => key.PrincipalEntityType == entity && key.Properties.Count == 1)
                .Select(key => ReferenceOf(key.Properties[0])),
        ];
    }

    public IReadOnlyList<PartList<TEntity>> PartLists { get; }

    public IReadOnlyList<PartReference<TEntity>> PartReferences { get; }

    public static RecordShape<TEntity> Of(CrmDb db)
    {
        var entity = db.Model.FindEntityType(typeof(TEntity))!;
        return entity.GetOrAddRuntimeAnnotationValue(
            Annotation,
            static type => new RecordShape<TEntity>(type!),
            entity
        );
    }

    /// <summary>A record that another of them refers to comes before it, since a foreign key is checked row by row.</summary>
    public IReadOnlyList<TEntity> ReferredToFirst(IReadOnlyList<TEntity> records)
    {
        if (_referencesToOwnKind.Count == 0 || !records.Any(record => ReferencesOf(record).Any()))
        {
            return records;
        }

        var waiting = records.ToDictionary(record => record.Id);
        var ordered = new List<TEntity>(records.Count);
        foreach (var record in records)
        {
            Place(record, waiting, ordered);
        }

        return ordered;
    }

    private void Place(TEntity record, Dictionary<Guid, TEntity> waiting, List<TEntity> ordered)
    {
        if (!waiting.Remove(record.Id))
        {
            return;
        }

        foreach (var id in ReferencesOf(record))
        {
            if (waiting.TryGetValue(id, out var other))
            {
                Place(other, waiting, ordered);
            }
        }

        ordered.Add(record);
    }

    private IEnumerable<Guid> ReferencesOf(TEntity record) =>
        _referencesToOwnKind.Select(reference => reference(record)).OfType<Guid>();

    private static Func<TEntity, Guid?> ReferenceOf(IProperty property)
    {
        var record = Expression.Parameter(typeof(TEntity));
        var id = Expression.MakeMemberAccess(record, property.PropertyInfo!);
        return Expression.Lambda<Func<TEntity, Guid?>>(Expression.Convert(id, typeof(Guid?)), record).Compile();
    }
}
