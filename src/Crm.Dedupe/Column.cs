using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe;

/// <summary>One field of all records: a number per record, a clean value per number. Number 0 is "missing".</summary>
internal sealed class Column<T>(CellTable cells, int place, T?[] values)
    where T : class, ICleanValue
{
    private int[]? _counts;

    public int Number(int row) => cells[row, place];

    public T? this[int row] => values[cells[row, place]];

    public IReadOnlyList<T?> Values => values;

    /// <summary>How many records have the value of this number.</summary>
    public int CountOf(int number) => (_counts ??= Counted())[number];

    /// <summary>Takes the counts from elsewhere: those of a larger set, of which this one is a few records.</summary>
    public void CountBy(Func<T, int> countOf) =>
        _counts = Array.ConvertAll(values, value => value is null ? 0 : countOf(value));

    private int[] Counted()
    {
        var counts = new int[values.Length];
        for (var row = 0; row < cells.Rows; row++)
        {
            counts[Number(row)]++;
        }

        return counts;
    }
}
