using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;

namespace Crm.Api.BulkChanges;

/// <inheritdoc/>
internal sealed class BulkDeleteStart(ResourceCatalog catalog, ListSettings settings)
    : BulkChangeStart<BulkDeleteRequest>(catalog, settings)
{
    protected override JobKind Kind => JobKind.BulkDelete;

    protected override Verbs Verb => Verbs.Delete;

    protected override BulkDeleteRequest Fixed(BulkDeleteRequest request, string timeZone) =>
        new()
        {
            Resource = request.Resource,
            Filter = request.Filter,
            All = request.All,
            TimeZone = timeZone,
        };
}
