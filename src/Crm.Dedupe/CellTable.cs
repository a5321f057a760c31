namespace Crm.Dedupe;

/// <summary>
/// The numbers of all columns, those of a record side by side: comparing two records then reads two places of memory and not two
/// in every column.
/// </summary>
/// <param name="order">Which of the records that came stands in each row.</param>
/// <param name="columns">How many there will be.</param>
internal sealed class CellTable(int[] order, int columns)
{
    private readonly int[] _cells = new int[order.Length * columns];
    private int _filled;

    public int Rows => order.Length;

    public int[] Order => order;

    public int this[int row, int column] => _cells[(row * columns) + column];

    /// <summary>Takes the numbers of a column in the order in which the records came; answers the column's place.</summary>
    public int Add(ReadOnlySpan<int> numbers)
    {
        var column = _filled++;
        for (var row = 0; row < order.Length; row++)
        {
            _cells[(row * columns) + column] = numbers[order[row]];
        }

        return column;
    }
}
