using System.ComponentModel.DataAnnotations;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Jobs;

/// <summary>What applying a plan would come to.</summary>
internal sealed class JobPlan
{
    private const int SamplesKept = 5;

    /// <summary>How many rows would have which outcome.</summary>
    [Required]
    public required JobCounts Counts { get; init; }

    /// <summary>Why rows would not come in, or what is to be said of those that do; the most frequent first.</summary>
    [Required]
    public required IReadOnlyList<JobPlanReason> Reasons { get; init; }

    public static async Task<JobPlan> OfAsync(IAsyncEnumerable<LedgerLine> lines, CancellationToken cancellationToken)
    {
        var counts = default(LedgerCounts);
        var reasons = new Dictionary<(LineOutcome, string), (long Rows, List<JobLineResponse> Samples)>();
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            counts += LedgerCounts.Of([line]);
            if (line.Code is not null)
            {
                var (rows, samples) = reasons.GetValueOrDefault((line.Outcome, line.Code), (0, []));
                if (samples.Count < SamplesKept)
                {
                    samples.Add(JobLineResponse.Of(line));
                }

                reasons[(line.Outcome, line.Code)] = (rows + 1, samples);
            }
        }

        return new JobPlan
        {
            Counts = JobCounts.Of(counts),
            Reasons =
            [
                .. reasons
                    .OrderByDescending(reason => reason.Value.Rows)
                    .ThenBy(reason => reason.Key.Item2, StringComparer.Ordinal)
                    .Select(reason => new JobPlanReason
                    {
                        Outcome = reason.Key.Item1,
                        Code = reason.Key.Item2,
                        Rows = reason.Value.Rows,
                        Samples = reason.Value.Samples,
                    }),
            ],
        };
    }
}

/// <summary>One reason for which rows of a plan would not come in, or are worth a look.</summary>
internal sealed class JobPlanReason
{
    [Required]
    [Example("rejected")]
    public required LineOutcome Outcome { get; init; }

    /// <summary>Stable machine word.</summary>
    [Required]
    [Example("unknown-reference")]
    public required string Code { get; init; }

    [Required]
    [Example(1480)]
    public required long Rows { get; init; }

    /// <summary>The first few of these rows.</summary>
    [Required]
    public required IReadOnlyList<JobLineResponse> Samples { get; init; }
}
