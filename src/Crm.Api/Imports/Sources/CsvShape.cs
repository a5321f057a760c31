namespace Crm.Api.Imports.Sources;

/// <summary>What a sample of a CSV looks like when it is cut with a certain delimiter and quote.</summary>
/// <param name="Width">Cells of the first row.</param>
/// <param name="Agreeing">Rows with as many cells as the first, which is one of them.</param>
/// <param name="Enclosed">Cells that begin and end with the quote.</param>
/// <param name="Misplaced">Cells that begin with the quote and go on after the closing one, or never close.</param>
internal readonly record struct CsvShape(int Width, int Rows, int Agreeing, int Enclosed, int Misplaced)
{
    public static CsvShape Of(ReadOnlySpan<char> sample, bool isWhole, char delimiter, char quote)
    {
        var shape = default(CsvShape);
        var (cells, at) = (0, 0);
        while (at < sample.Length)
        {
            if (cells == 0 && sample[at] is '\r' or '\n')
            {
                at++;
                continue;
            }

            (at, var isEnclosed, var isMisplaced) = EndOfCell(sample, at, delimiter, quote);
            var isCut = at == sample.Length && !isWhole;
            if (isCut)
            {
                break;
            }

            shape = shape with
            {
                Enclosed = shape.Enclosed + (isEnclosed ? 1 : 0),
                Misplaced = shape.Misplaced + (isMisplaced ? 1 : 0),
            };
            cells++;
            if (at < sample.Length && sample[at] == delimiter)
            {
                at++;
                // A delimiter as the last character has an empty cell behind it.
                if (at < sample.Length && sample[at] is not ('\r' or '\n'))
                {
                    continue;
                }

                cells++;
            }

            shape = shape.WithRow(cells);
            cells = 0;
        }

        return shape;
    }

    /// <summary>Several columns before one, then the one more rows agree on, then the one with more columns.</summary>
    public bool IsMoreLikelyThan(CsvShape other) =>
        (Width > 1, Share, Width).CompareTo((other.Width > 1, other.Share, other.Width)) > 0;

    private double Share => Rows == 0 ? 0 : (double)Agreeing / Rows;

    private CsvShape WithRow(int cells)
    {
        var width = Rows == 0 ? cells : Width;
        return this with { Width = width, Rows = Rows + 1, Agreeing = Agreeing + (cells == width ? 1 : 0) };
    }

    private static (int End, bool IsEnclosed, bool IsMisplaced) EndOfCell(
        ReadOnlySpan<char> sample,
        int at,
        char delimiter,
        char quote
    )
    {
        if (sample[at] != quote)
        {
            return (EndOfPlain(sample, at, delimiter), false, false);
        }

        at++;
        while (sample[at..].IndexOf(quote) is var found and >= 0)
        {
            at += found + 1;
            if (at < sample.Length && sample[at] == quote)
            {
                at++;
                continue;
            }

            var isClosed = at == sample.Length || sample[at] == delimiter || sample[at] is '\r' or '\n';
            return (EndOfPlain(sample, at, delimiter), isClosed, !isClosed);
        }

        return (sample.Length, false, true);
    }

    private static int EndOfPlain(ReadOnlySpan<char> sample, int at, char delimiter)
    {
        var length = sample[at..].IndexOfAny(delimiter, '\r', '\n');
        return length < 0 ? sample.Length : at + length;
    }
}
