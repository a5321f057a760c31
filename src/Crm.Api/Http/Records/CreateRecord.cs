using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>Creates a record.</summary>
internal sealed class CreateRecord<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public async Task<Answer> Handle(
        Body<TForm> body,
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
        var entity = await writer.CreateAsync(body.Value, cancellationToken);
        return Answer.Created(writer.ToResponse(entity), $"/v1/{resource.Plural}/{entity.Id}", EntityTags.Of(entity));
    }
}
