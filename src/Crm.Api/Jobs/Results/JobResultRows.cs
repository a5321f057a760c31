using System.Runtime.CompilerServices;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Jobs.Results;

/// <summary>The rows of a job's input, each beside what became of it: input and ledger are both read once, in the same order.</summary>
internal sealed class JobResultRows(Job job, JobLedger ledger)
{
    public async IAsyncEnumerable<(JobInputRow Row, LedgerLine Line)> OfAsync(
        IJobInput input,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var lines = LinesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasLine = await lines.MoveNextAsync();
        while (await NextAsync(input, cancellationToken) is { } row)
        {
            while (hasLine && lines.Current.Line < row.Line)
            {
                hasLine = await lines.MoveNextAsync();
            }

            yield return (row, hasLine && lines.Current.Line == row.Line ? lines.Current : NotReached(row.Line));
        }
    }

    /// <summary>Without rows to show, what became of each record.</summary>
    public async IAsyncEnumerable<(JobInputRow Row, LedgerLine Line)> OfRecordsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var line in LinesAsync(cancellationToken))
        {
            yield return (new JobInputRow(line.Line, [line.RecordId?.ToString() ?? ""], null), line);
        }
    }

    private IAsyncEnumerable<LedgerLine> LinesAsync(CancellationToken cancellationToken) =>
        ledger.ReadAsync(job.Id, LedgerKind.Result, afterLine: 0, outcome: null, cancellationToken);

    /// <summary>Where the input cannot be read any further, the job could not, either.</summary>
    private static async ValueTask<JobInputRow?> NextAsync(IJobInput input, CancellationToken cancellationToken)
    {
        try
        {
            return await input.ReadAsync(cancellationToken);
        }
        catch (JobFailed)
        {
            return null;
        }
    }

    private LedgerLine NotReached(long line)
    {
        var (code, detail) = job.State switch
        {
            JobState.Cancelled => ("cancelled", "The job was cancelled before it came to this row."),
            JobState.Failed => ("failed", "The job failed before it came to this row."),
            _ => ("pending", "The job has not come to this row yet."),
        };
        return new LedgerLine
        {
            Line = line,
            Outcome = LineOutcome.Unprocessed,
            Code = code,
            Detail = detail,
        };
    }
}
