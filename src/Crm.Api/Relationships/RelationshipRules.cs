using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Relationships;

/// <summary>What a relationship must not be beside the others that hold at the same time.</summary>
internal static class RelationshipRules
{
    public static async Task CheckNeighboursAsync(Relationship link, Work work, CancellationToken cancellationToken)
    {
        var saved = await work.Query<Relationship>()
            .AsNoTracking()
            .Where(other => other.Id != link.Id && other.ToCustomerId == link.ToCustomerId && other.Type == link.Type)
            .Where(other => link.Since == null || other.Until == null || other.Until >= link.Since)
            .Where(other => link.Until == null || other.Since == null || other.Since <= link.Until)
            .Where(other => other.FromCustomerId == link.FromCustomerId || (link.IsPrimary && other.IsPrimary))
            .ToListAsync(cancellationToken);
        // Rows of one file may be in each other's way before any of them is saved, and out of it again.
        List<Relationship> inTheWay =
        [
            .. saved.Where(other => work.Unsaved<Relationship>(other.Id) is null),
            .. work.Unsaved<Relationship>().Where(other => AreOfOneTime(link, other)),
        ];
        if (inTheWay.Exists(other => other.FromCustomerId == link.FromCustomerId))
        {
            throw RuleBroken.State("duplicate", "The two are linked in this way already at that time.", "/type");
        }

        if (link.IsPrimary && inTheWay.Exists(other => other.IsPrimary))
        {
            throw RuleBroken.State(
                "several-primary",
                "Another relationship of this type to the customer is primary already.",
                "/isPrimary"
            );
        }
    }

    private static bool AreOfOneTime(Relationship link, Relationship other) =>
        other.Id != link.Id
        && other.ToCustomerId == link.ToCustomerId
        && other.Type == link.Type
        && (link.Since is null || other.Until is null || other.Until >= link.Since)
        && (link.Until is null || other.Since is null || other.Since <= link.Until);
}
