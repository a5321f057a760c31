using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>Applies a merge patch to a record.</summary>
internal sealed class UpdateRecord<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public async Task<Answer> Handle(
        IdOrNumber id,
        PatchBody<TForm> patch,
        HttpContext http,
        Work work,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var writer = new RecordWriter<TEntity, TForm, TResponse>(resource, work, options)
        {
            Terms = DuplicateTerms.Of(http),
        };
        var entity = await writer.LoadAsync(id, cancellationToken);
        EntityTags.CheckIfMatch(http, entity, resource.IsGuarded);
        await writer.ChangeAsync(entity, patch.ApplyTo(resource.ToForm(entity)), cancellationToken);
        return Answer.Ok(writer.ToResponse(entity), EntityTags.Of(entity));
    }
}
