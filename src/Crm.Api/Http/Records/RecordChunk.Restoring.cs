using Crm.Api.Data;

namespace Crm.Api.Http.Records;

/// <content>How it takes changes back.</content>
internal sealed partial class RecordChunk<TEntity, TForm, TResponse>
{
    public Task TrackWithTrashAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        TrackAsync(Among(work.QueryWithTrash<TEntity>(), ids), cancellationToken);

    public void Undelete(Guid id)
    {
        var entity = _tracked[id];
        Merging.Check(entity);
        entity.DeleteTime = null;
        entity.PurgeTime = null;
    }

    public async Task RestoreAsync(Guid id, string image, CancellationToken cancellationToken)
    {
        var entity = _tracked[id];
        try
        {
            BeforeImage.PutBack(image, entity, work.Db.Model);
            // Applied to itself, a record's form changes nothing but what is computed from the rest, which no image holds.
            await resource.FillAsync(entity, resource.ToForm(entity), work, cancellationToken);
            work.Announce(entity);
        }
        catch
        {
            Forget(entity);
            throw;
        }
    }

    public void Forget(Guid id) => Forget(_tracked[id]);
}
