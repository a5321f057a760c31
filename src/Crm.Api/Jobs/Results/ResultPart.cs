using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Jobs.Results;

/// <summary>Which of a job's rows are wanted.</summary>
internal enum ResultPart
{
    Succeeded,
    Failed,
    Unprocessed,
}

internal static class ResultParts
{
    public static ResultPart Of(LineOutcome outcome) =>
        outcome switch
        {
            LineOutcome.Created or LineOutcome.Updated or LineOutcome.Unchanged or LineOutcome.Deleted =>
                ResultPart.Succeeded,
            LineOutcome.Duplicate or LineOutcome.Rejected => ResultPart.Failed,
            LineOutcome.Unprocessed => ResultPart.Unprocessed,
        };
}
