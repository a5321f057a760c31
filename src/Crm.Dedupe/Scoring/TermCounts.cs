using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Scoring;

/// <summary>
/// How many records have the name or city of a row, among the records of its country and script. Of other fields the columns
/// know it themselves.
/// </summary>
/// <param name="Records">How many records there are.</param>
/// <param name="Neighbours">How many are of the row's country and script.</param>
/// <param name="Given">How many of those have its given name.</param>
/// <param name="Family">Its family name.</param>
/// <param name="City">Its city.</param>
internal sealed record TermCounts(int Records, int[] Neighbours, int[] Given, int[] Family, int[] City)
{
    public static TermCounts Of(RecordColumns records, Strata strata) =>
        new(
            records.Count,
            Array.ConvertAll(strata.OfRows, stratum => strata.Rows(stratum).Length),
            Counted(records.Given, strata),
            Counted(records.Family, strata),
            Counted(records.City, strata)
        );

    private static int[] Counted(Column<NameValue> column, Strata strata)
    {
        var ofRow = new int[strata.OfRows.Length];
        var counts = new int[column.Values.Count];
        for (var stratum = 0; stratum < strata.Count; stratum++)
        {
            var rows = strata.Rows(stratum);
            foreach (var row in rows)
            {
                counts[column.Number(row)]++;
            }

            foreach (var row in rows)
            {
                ofRow[row] = counts[column.Number(row)];
            }

            foreach (var row in rows)
            {
                counts[column.Number(row)] = 0;
            }
        }

        return ofRow;
    }
}
