using System.Globalization;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Campaigns.Planning;

/// <summary>
/// A message as the ledgers of an outreach have it: the record is the customer, the field the address, the detail the step. To be sent,
/// or sent, is <c>created</c>; left out for a reason <c>unchanged</c>; an address that has it already <c>duplicate</c>; refused
/// <c>rejected</c>; not known, or not now, <c>unprocessed</c>.
/// </summary>
internal sealed record PlannedMessage(long Line, Guid CustomerId, long Version, string? AddressKey, DueMessage Due)
{
    private const string StepWord = "step ";
    private const string OccurrenceWord = ", ";

    public LedgerLine ToLine(LineOutcome outcome, string? code = null) =>
        new()
        {
            Line = Line,
            Outcome = outcome,
            RecordId = CustomerId,
            RecordVersion = Version,
            Code = code,
            Detail = DetailOf(Due),
            Field = AddressKey,
        };

    /// <summary>The same, with words of its own for what happened.</summary>
    public LedgerLine ToLine(LineOutcome outcome, string code, string? detail) =>
        ToLine(outcome, code) with
        {
            Detail = detail is null ? DetailOf(Due) : $"{DetailOf(Due)}: {detail}",
        };

    public static PlannedMessage Of(LedgerLine line) =>
        new(line.Line, line.RecordId!.Value, line.RecordVersion, line.Field, DueOf(line.Detail!));

    private static string DetailOf(DueMessage due) =>
        due.Occurrence == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{StepWord}{due.Step}")
            : string.Create(CultureInfo.InvariantCulture, $"{StepWord}{due.Step}{OccurrenceWord}{due.Occurrence}");

    private static DueMessage DueOf(string detail)
    {
        var parts = detail[StepWord.Length..].Split(OccurrenceWord);
        return new DueMessage(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0
        );
    }
}
