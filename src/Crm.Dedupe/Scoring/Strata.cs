using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Scoring;

/// <summary>
/// Groups of records of one country and script. Names are common or rare within them: that two customers are both called Wang
/// says little in China and much in Chile.
/// </summary>
internal sealed class Strata
{
    private readonly int[] _ofRow;
    private readonly int[][] _rows;

    public Strata(RecordColumns records)
    {
        var numbers = new Dictionary<(int Country, Script Script), int>();
        _ofRow = new int[records.Count];
        for (var row = 0; row < _ofRow.Length; row++)
        {
            var group = (records.Country.Number(row), ScriptOf(records, row));
            if (!numbers.TryGetValue(group, out var number))
            {
                numbers.Add(group, number = numbers.Count);
            }

            _ofRow[row] = number;
        }

        var rows = new List<int>[numbers.Count];
        for (var row = 0; row < _ofRow.Length; row++)
        {
            (rows[_ofRow[row]] ??= []).Add(row);
        }

        _rows = Array.ConvertAll(rows, list => list.ToArray());
    }

    public int Count => _rows.Length;

    /// <summary>The number of each row's group.</summary>
    public int[] OfRows => _ofRow;

    /// <summary>The rows of a group.</summary>
    public int[] Rows(int stratum) => _rows[stratum];

    public int[] Neighbours(int row) => _rows[_ofRow[row]];

    public static Script ScriptOf(RecordColumns records, int row) =>
        records.Family[row]?.Script ?? records.Given[row]?.Script ?? records.Company[row]?.Script ?? Script.None;
}
