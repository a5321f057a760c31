using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>How a verb of one resource begins and ends: with the record in the version the caller knows, and with the record as the verb leaves it.</summary>
internal abstract class RecordVerb<TEntity, TForm, TResponse>(
    Resource<TEntity, TForm, TResponse> resource,
    Work work,
    IOptions<DatabaseOptions> options
)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public Work Work => work;

    public async Task<TEntity> LoadAsync(IdOrNumber id, HttpContext http, CancellationToken cancellationToken)
    {
        var writer = new RecordWriter<TEntity, TForm, TResponse>(resource, work, options);
        var entity = await writer.LoadAsync(id, cancellationToken);
        EntityTags.CheckIfMatch(http, entity, resource.IsGuarded);
        return entity;
    }

    public async Task<Answer<TResponse>> AnswerAsync(TEntity entity, CancellationToken cancellationToken)
    {
        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Ok(resource.ToResponse(entity), EntityTags.Of(entity));
    }
}
