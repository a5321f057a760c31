using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>A chunk of records of any resource.</summary>
internal sealed partial class RecordChunk<TEntity, TForm, TResponse>(
    Resource<TEntity, TForm, TResponse> resource,
    Work work,
    IOptions<DatabaseOptions> options
) : IRecordChunk
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    private readonly Dictionary<Guid, TEntity> _read = [];
    private readonly Dictionary<Guid, TEntity> _tracked = [];
    private readonly Dictionary<Guid, TEntity> _new = [];

    public async Task LoadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        foreach (var entity in await BulkReader.ByIdsAsync<TEntity>(work, ids, cancellationToken))
        {
            if (entity.DeleteTime is null)
            {
                _read[entity.Id] = entity;
            }
        }
    }

    public long? VersionOf(Guid id) => _read.TryGetValue(id, out var entity) ? entity.Version : null;

    public async Task CreateAsync(Guid id, object form, CancellationToken cancellationToken)
    {
        FormValidation.Check(form);
        var entity = new TEntity { Id = id };
        await resource.FillAsync(entity, (TForm)form, work, cancellationToken);
        _new.Add(id, entity);
        work.Announce(entity);
    }

    public async Task<object?> PatchAsync(
        Guid id,
        JsonObject patch,
        ListMerge lists,
        bool isAnswer,
        CancellationToken cancellationToken
    )
    {
        var entity = _read[id];
        var present = resource.ToForm(entity);
        if (isAnswer)
        {
            patch = RepeatedMembers.Without(
                patch,
                resource.ToResponse(entity),
                Json.TypeInfo<TForm>(),
                Json.TypeInfo<TResponse>()
            );
        }

        if (lists == ListMerge.Append)
        {
            patch = AppendedLists.In(
                patch,
                JsonSerializer.SerializeToNode(present, Json.TypeInfo<TForm>())!.AsObject()
            );
        }

        var patched = MergePatch.Apply(present, patch);
        var before = Bytes(present);
        if (before.SequenceEqual(Bytes(patched)))
        {
            return null;
        }

        // The rules may come to the same record by another road: a default left out, a space too many. This copy is never saved.
        await resource.FillAsync(entity, patched, work, cancellationToken);
        if (before.SequenceEqual(Bytes(resource.ToForm(entity))))
        {
            return null;
        }

        work.Announce(entity);
        return patched;
    }

    public async Task TrackAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            await TrackAsync(Among(work.Query<TEntity>(), ids), cancellationToken);
        }

        // Forms were made of what was read before; put over what somebody else has written since, they would take that back.
        if (ids.Any(id => _read.TryGetValue(id, out var read) && Tracked(id)?.Version != read.Version))
        {
            throw new DbUpdateConcurrencyException("A record was changed between two reads.");
        }
    }

    public Record? Tracked(Guid id) => _tracked.GetValueOrDefault(id);

    public async Task UpdateAsync(Guid id, object form, CancellationToken cancellationToken)
    {
        var entity = _tracked[id];
        try
        {
            await resource.FillAsync(entity, (TForm)form, work, cancellationToken);
            work.Announce(entity);
        }
        catch
        {
            Forget(entity);
            throw;
        }
    }

    public Task CheckDeleteAsync(Guid id, CancellationToken cancellationToken) =>
        resource.CheckDeleteAsync(_read[id], work, cancellationToken);

    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var entity = _tracked[id];
        await resource.CheckDeleteAsync(entity, work, cancellationToken);
        entity.DeleteTime = work.Now;
        entity.PurgeTime = work.Now.AddDays(options.Value.TrashDays);
        work.Forget<TEntity>(id);
        work.Announce(entity);
    }

    public IReadOnlySet<Guid> Changed()
    {
        work.Db.ChangeTracker.DetectChanges();
        var records = work
            .Db.ChangeTracker.Entries<Record>()
            .Where(entry => entry.State is not EntityState.Unchanged)
            .Select(entry => entry.Entity.Id);
        var owners = work
            .Db.ChangeTracker.Entries<Part>()
            .Where(entry => entry.State is not EntityState.Unchanged)
            .Select(entry => entry.Entity.ParentId);
        return records.Concat(owners).Where(_tracked.ContainsKey).ToHashSet();
    }

    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await work.Db.SaveChangesAsync(cancellationToken);
        await BulkCapture.CreateAsync(work, [.. _new.Values], cancellationToken);
    }

    public long SavedVersionOf(Guid id) =>
        (_new.GetValueOrDefault(id) ?? _tracked.GetValueOrDefault(id) ?? _read[id]).Version;

    private IQueryable<TEntity> Among(IQueryable<TEntity> records, IReadOnlyCollection<Guid> ids) =>
        resource.WithParts(records).Where(entity => EF.Parameter(ids).Contains(entity.Id));

    private async Task TrackAsync(IQueryable<TEntity> records, CancellationToken cancellationToken)
    {
        foreach (var entity in await records.ToListAsync(cancellationToken))
        {
            _tracked[entity.Id] = entity;
        }
    }

    /// <summary>A record that breaks a rule must leave nothing half changed behind for the others' save to pick up.</summary>
    private void Forget(TEntity entity)
    {
        work.Withdraw<TEntity>(entity.Id);
        var entries = work.Db.ChangeTracker.Entries().Where(entry => BelongsTo(entry.Entity, entity));
        foreach (var entry in entries.ToList())
        {
            entry.State = EntityState.Detached;
        }
    }

    private static bool BelongsTo(object tracked, TEntity record) =>
        tracked == (object)record || (tracked is Part part && part.ParentId == record.Id);

    private static byte[] Bytes(TForm form) => JsonSerializer.SerializeToUtf8Bytes(form, Json.TypeInfo<TForm>());
}
