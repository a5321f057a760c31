using Crm.Api.Kernel;

namespace Crm.Api.Segments;

/// <summary>Customers that something is done with together: those a rule finds, or those on a list.</summary>
internal sealed class Segment : Record
{
    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    public string? Description { get; set; }

    public SegmentKind Kind { get; set; }

    /// <summary>Of a rule: which customers it finds; null for a list.</summary>
    public string? Filter { get; set; }

    /// <summary>Where the days of the filter begin and end; null: the installation's zone.</summary>
    public string? TimeZone { get; set; }

    /// <summary>How many customers were in it when they were last counted.</summary>
    public long? MemberCount { get; set; }

    /// <summary>When the members of a rule were last written down.</summary>
    public DateTimeOffset? RefreshTime { get; set; }
}

/// <summary>How a segment says who is in it.</summary>
internal enum SegmentKind
{
    /// <summary>Whoever its filter finds at the time.</summary>
    Rule,

    /// <summary>Whoever was put onto it.</summary>
    List,
}
