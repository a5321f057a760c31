namespace Crm.Api.Imports.Sources;

/// <summary>What divides and what encloses the cells of a CSV, told or found in its beginning.</summary>
internal sealed record CsvDialect(
    char Delimiter,
    char Quote,
    ImportFinding DelimiterFinding,
    ImportFinding QuoteFinding
)
{
    private const string Hint = "sep=";

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>True when the first line only says what the delimiter is, as spreadsheets write it.</summary>
    public bool HasHint { get; private init; }

    /// <param name="isWhole">False when the sample may end within a row.</param>
    public static CsvDialect Of(ReadOnlySpan<char> sample, bool isWhole, char? delimiter, char? quote)
    {
        var hint = HintIn(sample);
        var body = hint is null ? sample : AfterLine(sample);
        var (quoteFound, quoteFinding) = quote is { } toldQuote
            ? (toldQuote, ImportFinding.Told(toldQuote.ToString()))
            : FindQuote(body, isWhole, delimiter ?? hint);
        var (delimiterFound, delimiterFinding) =
            delimiter is { } told ? (told, ImportFinding.Told(told.ToString()))
            : hint is { } written
                ? (written, new ImportFinding(written.ToString(), "The first line of the file says so."))
            : FindDelimiter(body, isWhole, quoteFound);
        return new CsvDialect(delimiterFound, quoteFound, delimiterFinding, quoteFinding)
        {
            HasHint = hint is not null,
        };
    }

    private static char? HintIn(ReadOnlySpan<char> sample) =>
        sample.StartsWith(Hint, StringComparison.OrdinalIgnoreCase)
        && sample.Length > Hint.Length
        && sample[(Hint.Length + 1)..].IndexOfAny('\r', '\n') == 0
            ? sample[Hint.Length]
            : null;

    private static ReadOnlySpan<char> AfterLine(ReadOnlySpan<char> sample) =>
        sample[(Hint.Length + 1)..].TrimStart("\r\n");

    private static (char, ImportFinding) FindDelimiter(ReadOnlySpan<char> sample, bool isWhole, char quote)
    {
        var best = Delimiters[0];
        var bestShape = default(CsvShape);
        foreach (var candidate in Delimiters)
        {
            var shape = CsvShape.Of(sample, isWhole, candidate, quote);
            if (bestShape.Rows == 0 || shape.IsMoreLikelyThan(bestShape))
            {
                (best, bestShape) = (candidate, shape);
            }
        }

        var because = bestShape.Width switch
        {
            <= 1 => "The header has one column only.",
            _ when bestShape.Rows == 1 => $"It divides the header into {bestShape.Width} columns.",
            var width => $"It divides {bestShape.Agreeing} of the first {bestShape.Rows} rows into {width} cells.",
        };
        return (best, new ImportFinding(best.ToString(), because));
    }

    /// <summary>The apostrophe is a letter of many names, so it is a quote only where it encloses cells and the other one does not.</summary>
    private static (char, ImportFinding) FindQuote(ReadOnlySpan<char> sample, bool isWhole, char? delimiter)
    {
        var isApostrophe = false;
        foreach (var candidate in delimiter is { } told ? [told] : Delimiters)
        {
            var plain = CsvShape.Of(sample, isWhole, candidate, '"');
            var single = CsvShape.Of(sample, isWhole, candidate, '\'');
            if (plain.Enclosed > 0)
            {
                return ('"', new ImportFinding("\"", $"It encloses {plain.Enclosed} cells of the beginning."));
            }

            isApostrophe |= single is { Enclosed: > 0, Misplaced: 0 } && (single.Width > 1 || delimiter is not null);
        }

        return isApostrophe
            ? ('\'', new ImportFinding("'", "It encloses cells of the beginning, and the double quote does not."))
            : ('"', new ImportFinding("\"", "No cell of the beginning is enclosed by anything."));
    }
}
