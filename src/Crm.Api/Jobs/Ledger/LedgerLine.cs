namespace Crm.Api.Jobs.Ledger;

/// <summary>One line of a job's ledger: what became of one input row, or would become of it.</summary>
internal sealed record LedgerLine
{
    private const int MaxDetail = 1000;
    private const int MaxField = 200;

    /// <summary>1-based line of the input at which the row begins.</summary>
    public required long Line { get; init; }

    public required LineOutcome Outcome { get; init; }

    /// <summary>The record the row became or met.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>The record's version: the one met when planned, 0 for a new one; the one written or met when done.</summary>
    public long RecordVersion { get; init; }

    public string? Code { get; init; }

    public string? Detail
    {
        get;
        init => field = Bounded(value, MaxDetail);
    }

    /// <summary>The column, or the field, to blame.</summary>
    public string? Field
    {
        get;
        init => field = Bounded(value, MaxField);
    }

    /// <summary>A planned row that is left alone, since its record is not what the plan met any more.</summary>
    /// <param name="line">The row.</param>
    /// <param name="recordId">The record that the plan met.</param>
    /// <param name="recordVersion">Its version then.</param>
    public static LedgerLine Stale(long line, Guid? recordId, long recordVersion) =>
        new()
        {
            Line = line,
            Outcome = LineOutcome.Unprocessed,
            RecordId = recordId,
            RecordVersion = recordVersion,
            Code = "stale",
            Detail = "The record was changed or removed since the plan was made.",
        };

    /// <summary>A row that could not be done.</summary>
    public static LedgerLine Rejected(long line, Guid? recordId, long recordVersion, RowRejected why) =>
        new()
        {
            Line = line,
            Outcome = LineOutcome.Rejected,
            RecordId = recordId,
            RecordVersion = recordVersion,
            Code = why.Code,
            Detail = why.Message,
            Field = why.Field,
        };

    /// <summary>
    /// A planned row that the database refused: another writer was quicker between our reading and writing, or has taken a key that must
    /// be unique.
    /// </summary>
    public static LedgerLine Refused(long line, Guid? recordId, long recordVersion, RowRejected why) =>
        why.Code == "changed-meanwhile"
            ? Stale(line, recordId, recordVersion)
            : Rejected(line, recordId, recordVersion, why);

    /// <summary>Cuts before a character of two halves rather than through it.</summary>
    private static string? Bounded(string? text, int length) =>
        text is null || text.Length <= length ? text
        : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)]
        : text[..length];
}

/// <summary>What became of an input row; exactly one of these. Stored as numbers: new ones come last.</summary>
internal enum LineOutcome
{
    Created,
    Updated,
    Unchanged,
    Duplicate,
    Rejected,

    /// <summary>It was left alone, such as a row whose record has changed since it was planned.</summary>
    Unprocessed,

    /// <summary>Its record was put into the trash.</summary>
    Deleted,
}

/// <summary>Which of a job's two ledgers.</summary>
internal enum LedgerKind
{
    /// <summary>What would happen.</summary>
    Plan,

    /// <summary>What happened.</summary>
    Result,
}
