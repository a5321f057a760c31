using Crm.Api.Relationships;

namespace Crm.Api.Merges;

/// <summary>What becomes of relationships whose ends have become one, or one with those of others.</summary>
internal static class MergedRelationships
{
    /// <summary>
    /// Puts into the trash what links a customer with itself or says what another says of the same days, and lets only one be primary.
    /// Whoever was moved gives way to who was there.
    /// </summary>
    /// <returns>Those that were changed.</returns>
    public static IReadOnlyList<Relationship> Tidy(
        IEnumerable<Relationship> links,
        Func<Guid, bool> isMoved,
        DateTimeOffset now
    )
    {
        var changed = new List<Relationship>();
        var kept = new List<Relationship>();
        var alive = links.Where(link => link.DeleteTime is null);
        foreach (var link in alive.OrderBy(link => (isMoved(link.Id), link.Id)))
        {
            if (!isMoved(link.Id))
            {
                kept.Add(link);
                continue;
            }

            var rivals = kept.Where(other =>
                    other.ToCustomerId == link.ToCustomerId && other.Type == link.Type && HoldTogether(link, other)
                )
                .ToList();
            if (
                link.FromCustomerId == link.ToCustomerId
                || rivals.Exists(other => other.FromCustomerId == link.FromCustomerId)
            )
            {
                // Without a time to be purged at, it stays there for as long as the merge can be taken back.
                link.DeleteTime = now;
                changed.Add(link);
                continue;
            }

            if (link.IsPrimary && rivals.Exists(other => other.IsPrimary))
            {
                link.IsPrimary = false;
                changed.Add(link);
            }

            kept.Add(link);
        }

        return changed;
    }

    private static bool HoldTogether(Relationship one, Relationship other) =>
        (one.Since is null || other.Until is null || other.Until >= one.Since)
        && (one.Until is null || other.Since is null || other.Since <= one.Until);
}
