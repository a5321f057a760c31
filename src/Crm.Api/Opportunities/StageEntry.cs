using Crm.Api.Kernel;

namespace Crm.Api.Opportunities;

/// <summary>That the opportunity came into a stage; it left with the next entry.</summary>
internal sealed class StageEntry : ListedPart
{
    /// <summary>The stage's key, kept even when the pipeline no longer has it.</summary>
    public string Stage { get; set; } = "";

    public DateTimeOffset EnteredTime { get; set; }

    /// <summary>Why it came here; of a closed stage, why it was won or lost.</summary>
    public string? Reason { get; set; }
}

/// <summary>An entry as it was told, with the field to blame when it cannot be.</summary>
internal readonly record struct StageVisit(string Stage, DateTimeOffset Time, string? Reason, string Pointer);

/// <summary>Where an opportunity is said to be, and how it is said to have got there.</summary>
/// <param name="Stage">A stage's key or name; null: where the moves end, or where it is.</param>
/// <param name="Moves">The whole way, without the closing when <paramref name="ClosedAt"/> tells it.</param>
/// <param name="ClosedAt">When it came into its closed stage.</param>
/// <param name="WinReason">Only in a won stage.</param>
/// <param name="LossReason">Only in a lost stage.</param>
internal sealed record Placement(
    string? Stage,
    IReadOnlyList<StageVisit> Moves,
    DateTimeOffset? ClosedAt,
    string? WinReason,
    string? LossReason
);
