using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Cli.Output;

namespace Crm.Cli.Imports;

/// <summary>The columns of a file and its first rows, a cell for each column.</summary>
internal sealed record FileSample(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int MostRows = 100;
    private const int MostCharacters = 64 * 1024;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Reads CSV, or NDJSON where the first character is a brace.</summary>
    public static FileSample Read(TextReader reader, char? delimiter)
    {
        var buffer = new char[MostCharacters];
        var text = new string(buffer, 0, reader.ReadBlock(buffer));
        return text.StartsWith('{') ? OfNdjson(text) : OfCsv(text, delimiter ?? DelimiterIn(text));
    }

    private static FileSample OfCsv(string text, char delimiter)
    {
        var records = CsvRecords.Read(new StringReader(text), delimiter).Take(MostRows + 1).ToList();
        if (records is not [var headers, .. var rows])
        {
            throw Failure.Usage("The file is empty; it has no headers.");
        }

        return new FileSample(headers, [.. rows.Select(row => Fitted(row, headers.Count))]);
    }

    private static FileSample OfNdjson(string text)
    {
        var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(MostRows)
            .Select(Parse)
            .OfType<JsonObject>()
            .ToList();
        string[] columns = [.. rows.SelectMany(row => row.Select(member => member.Key)).Distinct()];
        return new FileSample(
            columns,
            [.. rows.Select(row => columns.Select(column => CellText.Of(row[column])).ToList())]
        );
    }

    /// <summary>The last line of the sample may be cut off.</summary>
    private static JsonNode? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What stands most often in the first line.</summary>
    private static char DelimiterIn(string text)
    {
        var line = text.AsSpan(
            0,
            Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length)
        );
        var best = Delimiters[0];
        foreach (var candidate in Delimiters)
        {
            best = line.Count(candidate) > line.Count(best) ? candidate : best;
        }

        return best;
    }

    private static IReadOnlyList<string> Fitted(IReadOnlyList<string> row, int count) =>
        row.Count == count ? row : [.. row.Take(count), .. Enumerable.Repeat("", Math.Max(0, count - row.Count))];
}
