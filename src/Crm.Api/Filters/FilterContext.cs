using Crm.Api.Kernel;

namespace Crm.Api.Filters;

/// <summary>What the meaning of a filter depends on besides its text: the caller's days, the time, this installation's attributes.</summary>
internal sealed record FilterContext(
    TimeZoneInfo Zone,
    DateTimeOffset Now,
    IReadOnlyDictionary<string, AttributeType> Attributes
)
{
    public DateOnly Today => DayBorder.DayOf(Now, Zone);

    /// <summary>Where fields of other records are looked up.</summary>
    public IFilterTables Tables
    {
        get => field ?? throw new InvalidOperationException("This filter was to look at its own records only.");
        init;
    }
}
