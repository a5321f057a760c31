using System.Runtime.InteropServices;
using Crm.Dedupe.Cleaning;
using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>The values of a field that many records have.</summary>
/// <param name="Counts">How many records have each, by key.</param>
/// <param name="Others">How many have any other one, at most.</param>
internal sealed record CommonValues(IReadOnlyDictionary<string, int> Counts, int Others)
{
    // A model is kept and sent: what comes after the commonest values weighs nearly alike.
    private const int Most = 5000;

    // An identifier tells the same whether one record has it or a few copies of one.
    private const int Copies = 8;

    public static CommonValues None { get; } = new(new Dictionary<string, int>(), 0);

    /// <summary>The names or words that more than one record has.</summary>
    public static CommonValues OfNames<T>(Column<T> column)
        where T : class, ICleanValue => Of(Count([column]), fewest: 1);

    /// <summary>Of some rows only.</summary>
    public static CommonValues OfNames<T>(Column<T> column, int[] rows)
        where T : class, ICleanValue
    {
        var counts = new Dictionary<string, int>();
        foreach (var row in rows)
        {
            if (column[row] is { } value)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, value.Key, out _)++;
            }
        }

        return Of(counts, fewest: 1);
    }

    public static CommonValues OfWords(Vocabulary vocabulary, params IReadOnlyList<Column<WordList>> columns)
    {
        var counts = WordWeights.Count(vocabulary, columns);
        return Of(
            Enumerable.Range(0, counts.Length).ToDictionary(word => vocabulary[word], word => counts[word]),
            fewest: 1
        );
    }

    public static CommonValues OfIdentifiers<T>(params IReadOnlyList<Column<T>> columns)
        where T : class, ICleanValue => Of(Count(columns), Copies);

    public int Of(ICleanValue value) => Counts.GetValueOrDefault(value.Key, Others);

    /// <summary>The words of a vocabulary, weighted by how many records of the model have them.</summary>
    public WordWeights ToWeights(Vocabulary vocabulary, int records) =>
        new(
            vocabulary,
            [
                .. Enumerable
                    .Range(0, vocabulary.Count)
                    .Select(word => Counts.GetValueOrDefault(vocabulary[word], Others)),
            ],
            records
        );

    private static CommonValues Of(Dictionary<string, int> counts, int fewest)
    {
        var common = counts
            .Where(entry => entry.Value > fewest)
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(Most + 1)
            .ToList();
        var others = common.Count > Most ? common[Most].Value : Math.Min(fewest, counts.Count);
        return new CommonValues(common.Take(Most).ToDictionary(), others);
    }

    private static Dictionary<string, int> Count<T>(IReadOnlyList<Column<T>> columns)
        where T : class, ICleanValue
    {
        var counts = new Dictionary<string, int>();
        foreach (var column in columns)
        {
            for (var number = 1; number < column.Values.Count; number++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, column.Values[number]!.Key, out _) += column.CountOf(
                    number
                );
            }
        }

        return counts;
    }
}
