using Crm.Api.Access;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;

namespace Crm.Api.Jobs;

/// <summary>Something long that runs in the background: what was asked, how far it is, and what came of it.</summary>
internal sealed partial class Job : Record
{
    private const int MillisecondsInSecond = 1000;

    public JobKind Kind { get; set; }

    public JobState State { get; set; }

    /// <summary>The kind of record it works on, as in paths.</summary>
    public string Resource { get; set; } = "";

    /// <summary>What was asked, as JSON; its shape depends on the kind.</summary>
    public string Options { get; set; } = "{}";

    /// <summary>What it reads.</summary>
    public List<JobFile> Files { get; } = [];

    /// <summary>True when webhooks and automations leave out what it does to records.</summary>
    public bool IsSilent { get; set; }

    /// <summary>True when it goes before others of its lane, even begun ones.</summary>
    public bool IsUrgent { get; set; }

    /// <summary>What was seen in the file before any row was read, as JSON.</summary>
    public string? Findings { get; set; }

    /// <summary>The key on whose behalf it runs, with the scopes it had then.</summary>
    public Guid? KeyId { get; set; }

    public string Scopes { get; set; } = "";

    /// <summary>Names the plan that may be applied.</summary>
    public string? PlanId { get; set; }

    /// <summary>What the plan comes to, as JSON.</summary>
    public string? Plan { get; set; }

    /// <summary>The job this one takes back.</summary>
    public Guid? UndoOf { get; set; }

    /// <summary>The schedule that started it. Nobody is there to look at its plan, so it applies that by itself.</summary>
    public Guid? ScheduleId { get; set; }

    public DateTimeOffset? StartTime { get; set; }

    public DateTimeOffset? EndTime { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorDetail { get; set; }

    /// <summary>What a paused job goes back to.</summary>
    public JobState? PausedIn { get; set; }

    /// <summary>When its files, plan and ledger were removed.</summary>
    public DateTimeOffset? ResultsRemovedTime { get; set; }

    // These three are written by the nodes that run jobs, and by whoever stops one. The epoch counts the takings: what was begun
    // under an older one is never committed. The beat only shows other nodes that the owner is alive.

    /// <summary>The node that runs it; null when nobody does.</summary>
    public string? Owner { get; set; }

    public long Epoch { get; set; }

    public long Beat { get; set; }

    // The counters are written by the owner alone, in the transaction of the rows they count. They are those of the present phase.

    public long RowsRead { get; set; }

    public long Created { get; set; }

    public long Updated { get; set; }

    public long Unchanged { get; set; }

    public long Duplicate { get; set; }

    public long Rejected { get; set; }

    public long Unprocessed { get; set; }

    public long Deleted { get; set; }

    /// <summary>How many rows there are, once that is known.</summary>
    public long? RowsTotal { get; set; }

    /// <summary>How long nodes have worked on it in this phase.</summary>
    public long RunMilliseconds { get; set; }

    public bool IsOver =>
        State
            is JobState.Completed
                or JobState.CompletedWithErrors
                or JobState.Failed
                or JobState.Cancelled
                or JobState.Undone;

    /// <summary>It needs a node and nobody's word.</summary>
    public bool IsUnderWay => State is JobState.Planning or JobState.Running;

    public LedgerCounts Counts => new(RowsRead, Created, Updated, Unchanged, Duplicate, Rejected, Unprocessed, Deleted);

    /// <summary>Null until there is something to go by.</summary>
    public double? RowsPerSecond =>
        RunMilliseconds > 0 && RowsRead > 0
            ? Math.Round((double)RowsRead * MillisecondsInSecond / RunMilliseconds, 1)
            : null;

    /// <summary>At the pace so far; null when that cannot be said.</summary>
    public long? SecondsLeft =>
        !IsOver && RowsTotal is { } total && RowsPerSecond is > 0 and var pace
            ? (long)Math.Ceiling(Math.Max(0, total - RowsRead) / pace)
            : null;

    /// <summary>Has it act on behalf of this caller, with the scopes it has now.</summary>
    public void ActFor(Caller caller) => (KeyId, Scopes) = (caller.KeyId, caller.Scopes.ToString());
}

/// <summary>What kind of work a job does.</summary>
internal enum JobKind
{
    Import,
    Export,
    BulkUpdate,
    BulkDelete,

    /// <summary>Takes back what another job did.</summary>
    Undo,

    /// <summary>Makes one customer of several, many times.</summary>
    BulkMerge,

    /// <summary>Finds customers that are one.</summary>
    Dedupe,

    /// <summary>Writes down who is in a segment.</summary>
    SegmentRefresh,

    /// <summary>Plans a campaign, and sends what was planned.</summary>
    Outreach,
}

/// <summary>What does not wait for one another: a campaign that is sent at its own pace must not hold up an import.</summary>
internal enum JobLane
{
    /// <summary>Everything that works on records.</summary>
    Records,
    Outreach,
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
