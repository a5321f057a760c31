using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>Puts a record into the trash.</summary>
internal sealed class DeleteRecord<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public async Task<Answer> Handle(
        IdOrNumber id,
        HttpContext http,
        Work work,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var entity =
            await id.FindAsync(resource.WithParts(work.QueryWithTrash<TEntity>()), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
        if (entity.DeleteTime is null)
        {
            EntityTags.CheckIfMatch(http, entity, resource.IsGuarded);
            var writer = new RecordWriter<TEntity, TForm, TResponse>(resource, work, options);
            await writer.DeleteAsync(entity, cancellationToken);
        }

        return Answer.None;
    }
}

/// <summary>Takes a record out of the trash.</summary>
internal sealed class UndeleteRecord<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public async Task<Answer> Handle(
        IdOrNumber id,
        Work work,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var entity =
            await id.FindAsync(resource.WithParts(work.QueryWithTrash<TEntity>()), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
        var writer = new RecordWriter<TEntity, TForm, TResponse>(resource, work, options);
        await writer.UndeleteAsync(entity, cancellationToken);
        return Answer.Ok(resource.ToResponse(entity), EntityTags.Of(entity));
    }
}
