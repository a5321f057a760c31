using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe;

/// <summary>Cleaned records as columns, in an order that depends on what they hold and not on how they came.</summary>
internal sealed class RecordColumns
{
    private readonly Lazy<(long[] Ids, int[] Rows)> _sortedIds;

    public RecordColumns(RecordId[] ids)
    {
        Ids = ids;
        _sortedIds = new(() =>
        {
            var sorted = Array.ConvertAll(ids, id => id.Value);
            int[] rows = [.. Enumerable.Range(0, ids.Length)];
            Array.Sort(sorted, rows);
            return (sorted, rows);
        });
    }

    public int Count => Ids.Length;

    /// <summary>The caller's numbers, by row.</summary>
    public RecordId[] Ids { get; }

    public required Column<NameValue> Given { get; init; }

    public required Column<NameValue> Family { get; init; }

    public required Column<WordList> Company { get; init; }

    public required Column<EmailAddress>[] Emails { get; init; }

    /// <summary>Hosts of websites, then those of the e-mail addresses.</summary>
    public required Column<WebHost>[] Hosts { get; init; }

    public required Column<PhoneNumber>[] Phones { get; init; }

    public required Column<StreetAddress>[] Streets { get; init; }

    public required Column<NameValue> City { get; init; }

    public required Column<CodeValue> Postcode { get; init; }

    public required Column<CodeValue> Country { get; init; }

    public required Column<BirthDate> BirthDate { get; init; }

    public required Column<CodeValue> TaxId { get; init; }

    public required Column<CodeValue>[] OtherIds { get; init; }

    public required Column<WordList>[] Texts { get; init; }

    public required Vocabulary CompanyWords { get; init; }

    public required Vocabulary TextWords { get; init; }

    /// <summary>The row of a record, if it is one of the set.</summary>
    public bool TryRowOf(RecordId id, out int row)
    {
        var found = Array.BinarySearch(_sortedIds.Value.Ids, id.Value);
        row = found < 0 ? -1 : _sortedIds.Value.Rows[found];
        return found >= 0;
    }

    /// <summary>The rows in the order of their ids.</summary>
    public IReadOnlyList<int> RowsInOrderOfIds => _sortedIds.Value.Rows;

    /// <summary>People are those with a name of a person.</summary>
    public bool IsPerson(int row) => Given.Number(row) != 0 || Family.Number(row) != 0;
}
