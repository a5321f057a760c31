namespace Crm.TestKit;

/// <summary>One row of an import, and what has to come of it.</summary>
/// <param name="Line">The line of the file on which it begins.</param>
/// <param name="Key">Its external id.</param>
/// <param name="Parent">The external id of the customer it belongs to.</param>
/// <param name="Founded">As it stands in the file, where it need not be a date.</param>
/// <param name="Outcome">As in the ledger.</param>
/// <param name="Code">As in the ledger; null where all went well.</param>
public sealed record ImportedRow(
    int Line,
    string Key,
    string Name,
    string Note,
    string? Parent,
    string Founded,
    string Outcome,
    string? Code
)
{
    /// <summary>Whether there is a record that looks as the row says.</summary>
    public bool IsStored => Outcome is "created" or "updated" or "unchanged";
}
