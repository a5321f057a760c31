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

    /// <summary>When the members of a rule were last written down, those of a list last counted.</summary>
    public DateTimeOffset? RefreshTime { get; set; }

    public void NameIt(string name)
    {
        Name = name.Trim();
        NameSort = SortKey.Of(name);
    }

    /// <summary>Says who is in it; a rule does not become a list, nor a list a rule.</summary>
    public void Select(SegmentKind kind, string? filter, string? timeZone)
    {
        if (!IsNew && kind != Kind)
        {
            throw RuleBroken.State("segment-kind-fixed", "A rule stays a rule, and a list a list.", "/kind");
        }

        if (kind == SegmentKind.Rule != !string.IsNullOrWhiteSpace(filter))
        {
            throw RuleBroken.Invalid(
                "segment-filter",
                kind == SegmentKind.Rule ? "A rule needs its filter." : "A list has no filter.",
                "/filter"
            );
        }

        (Kind, Filter, TimeZone) = (kind, filter, timeZone);
    }

    /// <summary>Only a list is told who is on it.</summary>
    public void DemandList()
    {
        if (Kind != SegmentKind.List)
        {
            throw RuleBroken.State("segment-not-a-list", "Nobody is put into a rule; change its filter.");
        }
    }

    /// <summary>The members of a rule are known only once they were written down.</summary>
    public void DemandMembers()
    {
        if (Kind == SegmentKind.Rule && RefreshTime is null)
        {
            throw RuleBroken.State(
                "segment-not-refreshed",
                "The members of the rule were never written down; refresh it, or have it previewed."
            );
        }
    }

    public void Count(long members, DateTimeOffset now) => (MemberCount, RefreshTime) = (members, now);
}

/// <summary>How a segment says who is in it.</summary>
internal enum SegmentKind
{
    /// <summary>Whoever its filter finds at the time.</summary>
    Rule,

    /// <summary>Whoever was put onto it.</summary>
    List,
}
