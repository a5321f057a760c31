using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Customers;

/// <summary>Organisations belong to organisations, never in a circle.</summary>
internal static class OrganizationTree
{
    private static readonly TreeLink<Customer> Parent = new(customer => customer.ParentId);

    public static async Task CheckParentAsync(
        Customer customer,
        Guid? parentId,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await References.CheckTreeAsync<Customer>(
            work,
            customer.Id,
            customer.ParentId,
            parentId,
            Parent,
            "/parentId",
            cancellationToken
        );
        if (
            parentId is { } id
            && parentId != customer.ParentId
            && await work.Query<Customer>()
                .AnyAsync(other => other.Id == id && other.Kind != CustomerKind.Organization, cancellationToken)
        )
        {
            throw RuleBroken.Invalid("not-an-organization", "The parent is not an organisation.", "/parentId");
        }
    }
}
