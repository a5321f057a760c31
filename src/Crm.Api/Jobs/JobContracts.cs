using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Crm.Api.Http.Records;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Jobs;

/// <summary>A job cannot be written; it is made by what it does, such as an import.</summary>
internal sealed class JobForm;

/// <summary>Something long that runs in the background.</summary>
internal sealed class JobResponse : RecordResponse
{
    [Required]
    [Example("import")]
    public required JobKind Kind { get; init; }

    [Required]
    [Example("completed")]
    public required JobState State { get; init; }

    /// <summary>The kind of record it works on, as in paths.</summary>
    [Required]
    [Example("customers")]
    public required string Resource { get; init; }

    /// <summary>What the first of its files is called.</summary>
    [Example("accounts.csv")]
    public string? FileName { get; init; }

    /// <summary>What it reads, in this order.</summary>
    public IReadOnlyList<JobFileResponse>? Files { get; init; }

    /// <summary>True when webhooks and automations leave out what it does to records.</summary>
    [Required]
    [Example(false)]
    public required bool Silent { get; init; }

    /// <summary>The job whose work this one takes back.</summary>
    public Guid? UndoOf { get; init; }

    /// <summary>The schedule that started it; its plan, if it has one, is applied without being asked for.</summary>
    public Guid? ScheduleId { get; init; }

    /// <summary>What was asked.</summary>
    [Required]
    public required JsonObject Options { get; init; }

    /// <summary>What was found out on the way, such as the encoding of a file; <c>warnings</c> are for people.</summary>
    public JsonObject? Findings { get; init; }

    /// <summary>How far it is.</summary>
    [Required]
    public required JobProgress Progress { get; init; }

    /// <summary>One outcome for each row; they add up to <c>rowsRead</c>, or the job has failed.</summary>
    [Required]
    public required JobCounts Counts { get; init; }

    /// <summary>Names the plan; what is applied is this plan or nothing.</summary>
    [Example("5f2b8c1e9a7d4036")]
    public string? PlanId { get; init; }

    /// <summary>What would happen.</summary>
    public JobPlan? Plan { get; init; }

    /// <summary>Why it failed, or why the service paused it.</summary>
    public JobError? Error { get; init; }

    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? StartTime { get; init; }

    [Example("2026-01-31T09:30:04Z")]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>When its files, plan and ledger were removed, long after its end.</summary>
    [Example("2026-05-01T09:30:04Z")]
    public DateTimeOffset? ResultsRemovedTime { get; init; }
}

/// <summary>One of the files a job reads.</summary>
internal sealed class JobFileResponse
{
    /// <summary>1-based place among the files.</summary>
    [Required]
    [Example(1)]
    public required int Part { get; init; }

    [Example("accounts.csv")]
    public string? Name { get; init; }

    /// <summary>In bytes, as it was sent.</summary>
    [Required]
    [Example(52428800)]
    public required long Length { get; init; }

    /// <summary>Of the bytes as they were sent, in hexadecimal.</summary>
    [Required]
    [Example("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public required string Sha256 { get; init; }

    public static JobFileResponse Of(JobFile file) =>
        new()
        {
            Part = file.Number,
            Name = file.Name,
            Length = file.Length,
            Sha256 = file.Sha256,
        };
}

/// <summary>How far a job is in its present phase, planning or running.</summary>
internal sealed class JobProgress
{
    [Required]
    [Example(85)]
    public required long RowsDone { get; init; }

    /// <summary>Absent while nobody knows.</summary>
    [Example(85)]
    public long? RowsTotal { get; init; }

    /// <summary>On average, of the time it was worked on.</summary>
    [Example(21.3)]
    public double? RowsPerSecond { get; init; }

    /// <summary>At the pace so far.</summary>
    [Example(0)]
    public long? SecondsLeft { get; init; }
}

/// <summary>How many rows had which outcome.</summary>
internal sealed class JobCounts
{
    [Required]
    [Example(85)]
    public required long RowsRead { get; init; }

    [Required]
    [Example(80)]
    public required long Created { get; init; }

    [Required]
    [Example(2)]
    public required long Updated { get; init; }

    [Required]
    [Example(1)]
    public required long Unchanged { get; init; }

    [Required]
    [Example(1)]
    public required long Duplicate { get; init; }

    [Required]
    [Example(1)]
    public required long Rejected { get; init; }

    /// <summary>Rows that were left alone; while the job runs, also those that wait for a later row.</summary>
    [Required]
    [Example(0)]
    public required long Unprocessed { get; init; }

    /// <summary>Records that were put into the trash.</summary>
    [Required]
    [Example(0)]
    public required long Deleted { get; init; }

    public static JobCounts Of(LedgerCounts counts) =>
        new()
        {
            RowsRead = counts.Read,
            Created = counts.Created,
            Updated = counts.Updated,
            Unchanged = counts.Unchanged,
            Duplicate = counts.Duplicate,
            Rejected = counts.Rejected,
            Unprocessed = counts.Unprocessed,
            Deleted = counts.Deleted,
        };
}

/// <summary>Why a job failed, or was paused.</summary>
internal sealed class JobError
{
    [Required]
    [Example("file-unreadable")]
    public required string Code { get; init; }

    [Required]
    [Example("The file has no header row.")]
    public required string Detail { get; init; }
}

/// <summary>What became of one input row, or would become of it.</summary>
internal sealed class JobLineResponse
{
    /// <summary>1-based line of the input at which the row begins.</summary>
    [Required]
    [Example(2)]
    public required long Line { get; init; }

    [Required]
    [Example("rejected")]
    public required LineOutcome Outcome { get; init; }

    /// <summary>The record the row became or met.</summary>
    public Guid? Id { get; init; }

    /// <summary>Stable machine word, for a row that was not done.</summary>
    [Example("unknown-reference")]
    public string? Code { get; init; }

    [Example("There is no product with the name 'GTXPro'; did you mean 'GTX Pro'?")]
    public string? Detail { get; init; }

    /// <summary>The column, or the field, to blame.</summary>
    [Example("product")]
    public string? Field { get; init; }

    public static JobLineResponse Of(LedgerLine line) =>
        new()
        {
            Line = line.Line,
            Outcome = line.Outcome,
            Id = line.RecordId,
            Code = line.Code,
            Detail = line.Detail,
            Field = line.Field,
        };
}
