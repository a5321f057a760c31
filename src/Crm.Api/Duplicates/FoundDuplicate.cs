using Crm.Api.DedupeRuns;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Dedupe;
using Crm.Dedupe.Comparing;

namespace Crm.Api.Duplicates;

/// <summary>A customer that another may be.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Explanation">Why.</param>
/// <param name="IsDecided">Whether a person has said that they are one.</param>
/// <param name="IsIncoming">Whether it is not stored like this yet.</param>
internal sealed record FoundDuplicate(Guid Id, Explanation Explanation, bool IsDecided = false, bool IsIncoming = false)
{
    private const int Digits = 3;

    /// <param name="candidate">The stored customer; null for one that is only coming in.</param>
    public PossibleDuplicate ToResponse(Candidate? candidate) =>
        new()
        {
            Id = Id,
            Number = candidate?.Number ?? "",
            Name = candidate?.Name ?? "",
            Score = PairReasons.Probability(Explanation.MatchWeight),
            MatchWeight = PairReasons.Rounded(Explanation.MatchWeight),
            Reasons =
            [
                .. Explanation
                    .Reasons.Select(reason => new DuplicateReason
                    {
                        Comparison = EnumText<Comparison>.Of(reason.Comparison),
                        Level = reason.Level,
                        Weight = Math.Round(reason.Weight + reason.FrequencyAdjustment, Digits),
                    })
                    .OrderByDescending(reason => Math.Abs(reason.Weight)),
            ],
            Decided = IsDecided ? true : null,
        };
}
