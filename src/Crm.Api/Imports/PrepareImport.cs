using Crm.Api.Access;
using Crm.Api.Data.Blobs;
using Crm.Api.Http;
using Crm.Api.Http.Records;

namespace Crm.Api.Imports;

/// <summary>
/// Comes before the transaction of a new import: says what can be seen to be wrong with it, then stores its files in short
/// transactions of their own. Where nothing comes of it, they are swept away.
/// </summary>
internal sealed class PrepareImport(ResourceCatalog catalog, BlobStore blobs) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var upload = context.Arguments.OfType<ImportUpload>().Single();
        ImportPlanner.Check(upload.Options, catalog, Caller.Of(http));
        if (!QueryParameter.IsValidateOnly(http))
        {
            foreach (var file in upload.Files)
            {
                await file.StoreAsync(blobs, http.RequestAborted);
            }
        }

        return await next(context);
    }
}
