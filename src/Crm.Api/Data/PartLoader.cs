using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Data;

/// <summary>
/// Gives records that were read to be shown their parts: a statement for each list of parts. With <c>Include</c> EF Core
/// looks the whole query up for each call, and each list searches for the records again.
/// </summary>
internal sealed class PartLoader<TRecord>(IModel model)
    where TRecord : Record
{
    private readonly PartList[] _lists =
    [
        .. model
            .FindEntityType(typeof(TRecord))!
            .GetNavigations()
            .Where(list => list.IsCollection && ModelConventions.IsOfPart(list.ForeignKey))
            .Select(PartList.Of),
    ];

    public async Task LoadAsync(CrmDb db, IReadOnlyCollection<TRecord> records, CancellationToken cancellationToken)
    {
        var byId = records.ToDictionary(record => record.Id);
        foreach (var list in _lists)
        {
            await list.LoadAsync(db, byId, cancellationToken);
        }
    }

    private abstract class PartList
    {
        public abstract Task LoadAsync(
            CrmDb db,
            Dictionary<Guid, TRecord> records,
            CancellationToken cancellationToken
        );

        public static PartList Of(INavigation list) =>
            (PartList)
                Activator.CreateInstance(
                    typeof(PartList<>).MakeGenericType(typeof(TRecord), list.TargetEntityType.ClrType),
                    list
                )!;
    }

    private sealed class PartList<TPart>(INavigation list) : PartList
        where TPart : Part
    {
        private readonly IClrCollectionAccessor _list = list.GetCollectionAccessor()!;

        private readonly Func<CrmDb, Guid, IAsyncEnumerable<TPart>> _ofOne = EF.CompileAsyncQuery(
            (CrmDb db, Guid id) => db.Set<TPart>().AsNoTracking().Where(part => part.ParentId == id)
        );

        public override async Task LoadAsync(
            CrmDb db,
            Dictionary<Guid, TRecord> records,
            CancellationToken cancellationToken
        )
        {
            List<Guid> ids = [.. records.Keys];
            var parts = ids is [var id] ? _ofOne(db, id) : OfMany(db, ids);
            await foreach (var part in parts.WithCancellation(cancellationToken))
            {
                _list.Add(records[part.ParentId], part, forMaterialization: true);
            }
        }

        // As one parameter: with one for each id, EF Core would write the SQL anew. A compiled query cannot say so.
        private static IAsyncEnumerable<TPart> OfMany(CrmDb db, List<Guid> ids) =>
            db.Set<TPart>().AsNoTracking().Where(part => EF.Parameter(ids).Contains(part.ParentId)).AsAsyncEnumerable();
    }
}
