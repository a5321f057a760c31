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
}
