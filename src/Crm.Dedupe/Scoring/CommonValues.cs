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

    // The two records of a pair.
    private const int Fewest = 2;

    public static CommonValues None { get; } = new(new Dictionary<string, int>(), 0);

    public static CommonValues Of(IReadOnlyDictionary<string, int> counts)
    {
        var common = counts
            .Where(entry => entry.Value > Fewest)
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(Most + 1)
            .ToList();
        var others = common.Count > Most ? common[Most].Value : Math.Min(Fewest, counts.Count);
        return new CommonValues(common.Take(Most).ToDictionary(), others);
    }

    public static CommonValues Of<T>(params IReadOnlyList<Column<T>> columns)
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

        return Of(counts);
    }

    /// <summary>Of some rows only.</summary>
    public static CommonValues Of<T>(Column<T> column, int[] rows)
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

        return Of(counts);
    }

    public int Of(ICleanValue value) => Counts.GetValueOrDefault(value.Key, Others);

    public WordWeights ToWeights(int records) => new(Counts, Others, records);
}
