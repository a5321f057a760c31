namespace Crm.Api.Reports;

/// <summary>Deals alike in all a report asks about, counted and summed by the database.</summary>
internal sealed class PipelineCell
{
    /// <summary>Amounts are summed in two parts, each of which every engine can hold.</summary>
    public const long UnitsPerWhole = 10_000;

    public required Guid PipelineId { get; init; }

    public required string Stage { get; init; }

    /// <summary>Null without an amount.</summary>
    public required string? Currency { get; init; }

    /// <summary>Null when it is the stage's.</summary>
    public required long? ProbabilityUnits { get; init; }

    public Guid? OwnerId { get; init; }

    public Guid? ProductId { get; init; }

    public DateTimeOffset? CloseTime { get; init; }

    public DateOnly? ExpectedCloseDate { get; init; }

    /// <summary>True when another cell of the same group counts these deals already, and this one only adds to their amount.</summary>
    public bool IsCountedElsewhere { get; init; }

    public required int Count { get; init; }

    public required long? Whole { get; init; }

    public required long? Rest { get; init; }

    /// <summary>Of the closed ones, together.</summary>
    public required long? SecondsToClose { get; init; }

    public Int128 Units => (Int128)(Whole ?? 0) * UnitsPerWhole + (Rest ?? 0);
}
