using Crm.Dedupe.Cleaning;
using Crm.Dedupe.Resources;

namespace Crm.Dedupe.Evaluation;

/// <summary>Guesses from headers, and where they do not tell from values, what the columns of a file hold.</summary>
public static class ColumnTypes
{
    private const int SampledRows = 1000;
    private const double ShareOfKnownNames = 0.25;

    private static readonly Dictionary<string, FieldType> ByHeader = EmbeddedTable
        .Rows("headers.tsv")
        .SelectMany(row => row.Skip(1).Select(header => (Header: header, Type: Enum.Parse<FieldType>(row[0]))))
        .ToDictionary(entry => entry.Header, entry => entry.Type);

    /// <summary>A type for each column, or null for one that no header of ours names.</summary>
    public static FieldType?[] Guess(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var types = headers.Select(OfHeader).ToArray();
        for (var column = 0; column < types.Length; column++)
        {
            if (Letters(headers[column]) == "name")
            {
                types[column] = OfName(column, types, [.. rows.Take(SampledRows)]);
            }
        }

        return types;
    }

    private static FieldType? OfHeader(string header)
    {
        // The second line of an address holds anything: a flat, a district, a building.
        var isSecondLine =
            Letters(header) is "address" or "addressline" && header.Contains('2', StringComparison.Ordinal);
        return isSecondLine ? FieldType.FreeText
            : ByHeader.TryGetValue(Letters(header), out var type) ? type
            : null;
    }

    private static string Letters(string header) => string.Concat(Folding.Fold(header).Where(char.IsLetter));

    /// <summary>"Name" can be that of a person or that of an organisation.</summary>
    private static FieldType OfName(int column, FieldType?[] types, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var given = Array.IndexOf(types, FieldType.GivenName);
        var named = rows.Where(row => !string.IsNullOrWhiteSpace(row[column])).ToList();
        if (given >= 0)
        {
            return named.Count(row => !string.IsNullOrWhiteSpace(row[given])) * 2 > named.Count
                ? FieldType.FullName
                : FieldType.Company;
        }

        var people = named.Count(row => Folding.FoldUmlauts(row[column]).Split(' ').Any(Nicknames.Knows));
        return types.Contains(FieldType.Company) || people > ShareOfKnownNames * named.Count
            ? FieldType.FullName
            : FieldType.Company;
    }
}
