using System.Globalization;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Imports;

/// <summary>The lines an import writes into its ledger.</summary>
internal sealed class LineWording(ImportContext import)
{
    private const string LooksLikeCode = "possible-duplicate";

    private string Keys => string.Join(" or ", import.MatchOn);

    /// <param name="row">The row.</param>
    /// <param name="outcome">Created, updated or unchanged.</param>
    /// <param name="version">Of the record as it is stored now; 0 for a new one.</param>
    public static LedgerLine Done(MappedRow row, LineOutcome outcome, long version) =>
        new()
        {
            Line = row.Line,
            Outcome = outcome,
            RecordId = row.RecordId,
            RecordVersion = version,
        };

    public LedgerLine Rejected(MappedRow row, RowRejected why) => Of(row, LineOutcome.Rejected, why);

    /// <summary>Somebody else wrote at the same moment what this row needed; in a plan's terms, a key that appeared since.</summary>
    public LedgerLine Refused(MappedRow row, RowRejected why) =>
        Of(row, row.Planned is null ? LineOutcome.Rejected : LineOutcome.Duplicate, why);

    public static LedgerLine Waiting(MappedRow row, RowRejected why) =>
        Of(row, LineOutcome.Unprocessed, RowDecider.WaitingCode, why.Message, why.Field);

    public static LedgerLine Stale(MappedRow row) =>
        LedgerLine.Stale(row.Line, row.Planned!.RecordId, recordVersion: 0);

    public static LedgerLine RepeatedInFile(MappedRow row, string key, long first) =>
        Of(
            row,
            LineOutcome.Duplicate,
            "duplicate-in-file",
            $"Line {row.Line} has the same {key} as line {first}.",
            key
        );

    public static LedgerLine SameRecord(MappedRow row, long first, Guid id, string? field) =>
        Of(
            row,
            LineOutcome.Duplicate,
            "duplicate-in-file",
            $"Line {row.Line} is about the same record as line {first}.",
            field,
            id
        );

    public LedgerLine Exists(MappedRow row, Guid id) =>
        Of(row, LineOutcome.Duplicate, "exists", $"There is a {import.Target.Kind} with the same {Keys}.", id: id);

    public LedgerLine Appeared(MappedRow row, Guid? id) =>
        Of(
            row,
            LineOutcome.Duplicate,
            "exists",
            $"A {import.Target.Kind} with the same key appeared since the plan was made.",
            id: id
        );

    public LedgerLine Skipped(MappedRow row, Guid id, long version) =>
        new()
        {
            Line = row.Line,
            Outcome = LineOutcome.Unchanged,
            RecordId = id,
            RecordVersion = version,
            Code = "skipped",
            Detail = $"There is a {import.Target.Kind} with the same {Keys}.",
        };

    public LedgerLine Ambiguous(MappedRow row) =>
        Of(row, LineOutcome.Duplicate, "ambiguous", $"Several {import.Target.Kind}s have the same {Keys}.");

    public LedgerLine Taken(MappedRow row, string key) =>
        Of(row, LineOutcome.Rejected, "duplicate", $"Another {import.Target.Kind} has the same {key}.", key);

    /// <summary>A row that is refused because of what it looks like.</summary>
    /// <param name="row">The row.</param>
    /// <param name="match">What it looks like.</param>
    /// <param name="first">The line of the same file that is about that.</param>
    public static LedgerLine LooksLike(MappedRow row, PossibleDuplicate match, long? first) =>
        Of(row, LineOutcome.Duplicate, LooksLikeCode, Likeness(match, first), id: first is null ? match.Id : null);

    /// <summary>The line of a row that comes in all the same.</summary>
    public static LedgerLine LooksLike(LedgerLine line, PossibleDuplicate match, long? first) =>
        line with
        {
            Code = LooksLikeCode,
            Detail = Likeness(match, first),
        };

    private static string Likeness(PossibleDuplicate match, long? first) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"This looks like {(first is null ? $"{match.Number}, '{match.Name}'" : $"line {first}")}: {match.Score:P1}."
        );

    public LedgerLine NotFound(MappedRow row) =>
        Of(row, LineOutcome.Rejected, "not-found", $"There is no {import.Target.Kind} with this {Keys} to update.");

    private LedgerLine Of(MappedRow row, LineOutcome outcome, RowRejected why) =>
        Of(
            row,
            outcome,
            why.Code,
            why.Message,
            why is { IsPointer: true, Field: { } pointer } ? BlamedColumn.Of(pointer, import.Mapping) : why.Field
        );

    private static LedgerLine Of(
        MappedRow row,
        LineOutcome outcome,
        string code,
        string detail,
        string? field = null,
        Guid? id = null
    ) =>
        new()
        {
            Line = row.Line,
            Outcome = outcome,
            RecordId = id,
            Code = code,
            Detail = detail,
            Field = field,
        };
}
