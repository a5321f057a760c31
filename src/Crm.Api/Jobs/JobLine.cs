namespace Crm.Api.Jobs;

/// <summary>One line of a job's ledger: what became of one input row.</summary>
internal sealed class JobLine
{
    public required Guid JobId { get; set; }

    /// <summary>1-based line of the input at which the row begins.</summary>
    public required long Line { get; set; }

    public required LineOutcome Outcome { get; set; }

    /// <summary>The record the row became or met.</summary>
    public Guid? RecordId { get; set; }

    public string? Code { get; set; }

    public string? Detail { get; set; }

    /// <summary>The column, or the field, to blame.</summary>
    public string? Field { get; set; }
}

/// <summary>What became of an input row; exactly one of these.</summary>
internal enum LineOutcome
{
    Created,
    Updated,
    Unchanged,
    Duplicate,
    Rejected,
}
