using Crm.Api.Kernel;

namespace Crm.Api.Jobs;

/// <summary>Something long that runs in the background: what was asked, how far it is, and what came of it.</summary>
internal sealed class Job : Record
{
    public JobKind Kind { get; set; }

    public JobState State { get; set; }

    /// <summary>The kind of record it works on, as in paths.</summary>
    public string Resource { get; set; } = "";

    /// <summary>What was asked, as JSON; its shape depends on the kind.</summary>
    public string Options { get; set; } = "{}";

    /// <summary>The file it reads.</summary>
    public Guid? BlobId { get; set; }

    public string? FileName { get; set; }

    /// <summary>The key on whose behalf it runs, with the scopes it had then.</summary>
    public Guid? KeyId { get; set; }

    public string Scopes { get; set; } = "";

    public DateTimeOffset? StartTime { get; set; }

    public DateTimeOffset? EndTime { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorDetail { get; set; }

    // The counters are written by the runner alone, in the transaction of the rows they count.
    public long RowsRead { get; set; }

    public long Created { get; set; }

    public long Updated { get; set; }

    public long Unchanged { get; set; }

    public long Duplicate { get; set; }

    public long Rejected { get; set; }

    public bool IsOver =>
        State
            is JobState.Completed
                or JobState.CompletedWithErrors
                or JobState.Failed
                or JobState.Cancelled
                or JobState.Undone;

    /// <summary>Every row read has exactly one outcome.</summary>
    public bool AddsUp => RowsRead == Created + Updated + Unchanged + Duplicate + Rejected;

    public void Start(DateTimeOffset now)
    {
        State = JobState.Running;
        StartTime = now;
    }

    /// <summary>All rows are done; sums that do not add up make the job a failure, whatever else went well.</summary>
    public void Complete(DateTimeOffset now)
    {
        if (!AddsUp)
        {
            Fail("sums-differ", "The outcomes do not add up to the rows read.", now);
            return;
        }

        State = Rejected > 0 ? JobState.CompletedWithErrors : JobState.Completed;
        EndTime = now;
    }

    public void Fail(string code, string detail, DateTimeOffset now)
    {
        State = JobState.Failed;
        ErrorCode = code;
        ErrorDetail = detail;
        EndTime = now;
    }

    public void Cancel(DateTimeOffset now)
    {
        if (State is not (JobState.Created or JobState.Running))
        {
            throw RuleBroken.State(
                "job-over",
                $"The job is {EnumText<JobState>.Of(State)}; there is nothing to cancel."
            );
        }

        State = JobState.Cancelled;
        EndTime = now;
    }
}

/// <summary>What kind of work a job does.</summary>
internal enum JobKind
{
    Import,
}

/// <summary>Where a job stands.</summary>
internal enum JobState
{
    Created,
    Uploading,
    Planning,
    Planned,
    Running,
    Paused,
    Completed,
    CompletedWithErrors,
    Failed,
    Cancelled,
    Undone,
}
