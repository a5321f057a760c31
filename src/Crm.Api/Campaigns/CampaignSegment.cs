using Crm.Api.Kernel;

namespace Crm.Api.Campaigns;

/// <summary>A segment that a campaign is for, or is not for.</summary>
internal sealed class CampaignSegment : Part
{
    public Guid SegmentId { get; set; }

    /// <summary>Whoever is in it gets nothing.</summary>
    public bool IsExcluded { get; set; }
}
