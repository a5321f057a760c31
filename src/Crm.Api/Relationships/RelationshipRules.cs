using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Relationships;

/// <summary>What a relationship must not be beside the others that hold at the same time.</summary>
internal static class RelationshipRules
{
    public static async Task CheckNeighboursAsync(Relationship link, Work work, CancellationToken cancellationToken)
    {
        var atTheSameTime = work.Query<Relationship>()
            .Where(other => other.Id != link.Id && other.ToCustomerId == link.ToCustomerId && other.Type == link.Type)
            .Where(other => link.Since == null || other.Until == null || other.Until >= link.Since)
            .Where(other => link.Until == null || other.Since == null || other.Since <= link.Until);
        if (await atTheSameTime.AnyAsync(other => other.FromCustomerId == link.FromCustomerId, cancellationToken))
        {
            throw RuleBroken.State("duplicate", "The two are linked in this way already at that time.", "/type");
        }

        if (link.IsPrimary && await atTheSameTime.AnyAsync(other => other.IsPrimary, cancellationToken))
        {
            throw RuleBroken.State(
                "several-primary",
                "Another relationship of this type to the customer is primary already.",
                "/isPrimary"
            );
        }
    }
}
