using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Outreach.Inbound;

/// <summary>From when on an address that could not be reached again and again is left alone, and for how long.</summary>
internal sealed class SoftBounceOptions
{
    public const string Section = "Crm:Outreach:SoftBounces";

    /// <summary>How many messages must have come back.</summary>
    [Range(1, 100)]
    public int Limit { get; set; } = 3;

    /// <summary>Within how many days.</summary>
    [Range(1, 365)]
    public int WithinDays { get; set; } = 30;

    /// <summary>For how many days nothing is sent there then.</summary>
    [Range(1, 3650)]
    public int SuppressDays { get; set; } = 90;
}
