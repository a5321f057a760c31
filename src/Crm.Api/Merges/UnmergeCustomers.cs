using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Merges;

/// <summary>Parts the customers of one merge again.</summary>
internal static class UnmergeCustomers
{
    public static async Task<Answer<UnmergeResponse>> Handle(
        IdOrNumber id,
        Work work,
        MergeResource resource,
        CustomerResource customers,
        ResourceCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        var merge =
            await id.FindAsync(work.Query<Merge>().Include(merge => merge.Merged), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
        var unmerger = new Unmerger(catalog.Find(customers.Plural)!.OpenChunk(work), work);
        await unmerger.LoadAsync([merge], cancellationToken);
        var kept = await unmerger.PrepareAsync(merge, cancellationToken);
        await unmerger.SaveAsync(cancellationToken);
        return Answer.Ok(
            new UnmergeResponse
            {
                Merge = resource.ToResponse(merge),
                KeptFields = kept.Fields,
                KeptReferences = kept.References,
            }
        );
    }
}
