using System.Linq.Expressions;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Data.Bulk;

/// <summary>One list of parts of a kind of record, whatever the part's type is.</summary>
internal abstract class PartList<TEntity>
    where TEntity : Record
{
    public static PartList<TEntity> Of(INavigation navigation) =>
        (PartList<TEntity>)
            Activator.CreateInstance(
                typeof(PartList<,>).MakeGenericType(typeof(TEntity), navigation.TargetEntityType.ClrType),
                navigation
            )!;

    /// <summary>The navigation's name.</summary>
    public abstract string Name { get; }

    /// <summary>Tells the parts whose they are and whether that one lies in the trash.</summary>
    public abstract void Adopt(TEntity record);

    public abstract Task InsertAsync(
        BulkWriter writer,
        IReadOnlyList<TEntity> records,
        CancellationToken cancellationToken
    );

    /// <summary>Reads the parts of the records, in the order of their key.</summary>
    public abstract Task ReadAsync(
        RowReader reader,
        SoughtIds ids,
        Dictionary<Guid, TEntity> records,
        CancellationToken cancellationToken
    );
}

internal sealed class PartList<TEntity, TPart> : PartList<TEntity>
    where TEntity : Record
    where TPart : Part
{
    private readonly Func<TEntity, ICollection<TPart>> _list;

    public PartList(INavigation navigation)
    {
        Name = navigation.Name;
        var record = Expression.Parameter(typeof(TEntity));
        var list = Expression.MakeMemberAccess(record, navigation.PropertyInfo!);
        _list = Expression.Lambda<Func<TEntity, ICollection<TPart>>>(list, record).Compile();
    }

    public override string Name { get; }

    public override void Adopt(TEntity record)
    {
        foreach (var part in _list(record))
        {
            part.ParentId = record.Id;
            if (part is ITrashMarked marked)
            {
                marked.DeleteTime = record.DeleteTime;
            }
        }
    }

    public override Task InsertAsync(
        BulkWriter writer,
        IReadOnlyList<TEntity> records,
        CancellationToken cancellationToken
    ) => writer.InsertAsync([.. records.SelectMany(_list)], cancellationToken);

    public override async Task ReadAsync(
        RowReader reader,
        SoughtIds ids,
        Dictionary<Guid, TEntity> records,
        CancellationToken cancellationToken
    )
    {
        foreach (var part in await reader.ReadAsync<TPart>(nameof(Part.ParentId), ids, cancellationToken))
        {
            if (records.TryGetValue(part.ParentId, out var record))
            {
                _list(record).Add(part);
            }
        }
    }
}
