using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Http.Lists;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http.Records;

/// <summary>Reads one record.</summary>
internal sealed class GetRecord<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public async Task<IResult> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var mask = FieldMask.Parse(http.Request.Query["fields"], typeof(TResponse));
        var expansions = ListQuery.ExpansionsOf(http, resource);
        // Record and parts of one moment, though they are read a table at a time.
        await using var snapshot = await work.BeginSnapshotAsync(cancellationToken);
        var source = resource.WithReferences(work.QueryWithTrash<TEntity>()).AsNoTracking();
        var entity =
            await id.FindAsync(source, cancellationToken)
            ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
        var etag = EntityTags.Of(entity);
        if (EntityTags.IsKnownToCaller(http, entity))
        {
            return new Answer(StatusCodes.Status304NotModified, body: null) { ETag = etag };
        }

        await BulkReader.LoadPartsAsync(work, [entity], cancellationToken);
        var response = resource.ToResponse(entity);
        foreach (var expansion in expansions)
        {
            await expansion.FillAsync([response], work, cancellationToken);
        }

        var bytes = Answer.Bytes(response);
        var survivor = await Merging.SurvivorAsync(entity, work, cancellationToken);
        return new Answer(
            survivor is null ? StatusCodes.Status200OK : StatusCodes.Status301MovedPermanently,
            mask is null ? bytes : mask.Apply(bytes)
        )
        {
            ETag = etag,
            Location = survivor is null ? null : $"/v1/{resource.Plural}/{survivor}",
        };
    }
}
