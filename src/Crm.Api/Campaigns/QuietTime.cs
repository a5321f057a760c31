using System.Collections.Concurrent;
using Crm.Api.Kernel;

namespace Crm.Api.Campaigns;

/// <summary>The hours at which a campaign keeps quiet, by each customer's own clock.</summary>
/// <param name="campaign">Says from when to when.</param>
/// <param name="zone">Whose hours count where a customer's zone is not known.</param>
internal sealed class QuietTime(Campaign campaign, TimeZoneInfo zone)
{
    private readonly ConcurrentDictionary<string, TimeZoneInfo> _zones = new(StringComparer.Ordinal);

    /// <summary>Whether nothing may be sent to a customer at a moment.</summary>
    public bool Holds(DateTimeOffset now, string? timeZone)
    {
        if (campaign is not { Lane: CampaignLane.Bulk, QuietFrom: { } from, QuietTo: { } to })
        {
            return false;
        }

        var there = timeZone is null ? zone : _zones.GetOrAdd(timeZone, name => TimeZones.Find(name) ?? zone);
        // A span that ends before it begins goes over midnight, as IsBetween has it.
        return TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, there).DateTime).IsBetween(from, to);
    }
}
