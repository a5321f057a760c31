using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Customers;

/// <summary>Organisations belong to organisations, never in a circle.</summary>
internal static class OrganizationTree
{
    private const int MaxDepth = 50;

    public static async Task CheckParentAsync(
        Customer customer,
        Guid? parentId,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (parentId is not { } id || parentId == customer.ParentId)
        {
            return;
        }

        for (var depth = 0; ; depth++)
        {
            if (id == customer.Id || depth == MaxDepth)
            {
                throw RuleBroken.Invalid(
                    "parent-cycle",
                    $"An organisation cannot belong to itself, nor stand more than {MaxDepth} levels deep.",
                    "/parentId"
                );
            }

            var ancestor =
                await work.Query<Customer>()
                    .Where(other => other.Id == id)
                    .Select(other => new { other.Kind, other.ParentId })
                    .FirstOrDefaultAsync(cancellationToken)
                ?? throw RuleBroken.Invalid("unknown-reference", $"There is no customer '{id}'.", "/parentId");
            if (ancestor.Kind != CustomerKind.Organization)
            {
                throw RuleBroken.Invalid("not-an-organization", "The parent is not an organisation.", "/parentId");
            }

            if (ancestor.ParentId is not { } next)
            {
                return;
            }

            id = next;
        }
    }
}
