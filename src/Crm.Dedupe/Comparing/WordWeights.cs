using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>How much the words of one field tell: the rarer, the more (inverse document frequency, Spärck Jones 1972).</summary>
internal sealed class WordWeights
{
    private readonly Dictionary<string, double> _weights;
    private readonly double _ofUnknown;

    /// <param name="counts">How many records have each word.</param>
    /// <param name="others">How many have any other one, at most.</param>
    /// <param name="records">How many there are.</param>
    public WordWeights(IReadOnlyDictionary<string, int> counts, int others, int records)
    {
        _ofUnknown = Math.Log((records + 1.0) / Math.Max(1, others));
        _weights = counts.ToDictionary(entry => entry.Key, entry => Math.Log((records + 1.0) / entry.Value));
    }

    public static Dictionary<string, int> Count(IEnumerable<Column<WordList>> columns)
    {
        var counts = new Dictionary<string, int>();
        foreach (var column in columns)
        {
            for (var number = 1; number < column.Values.Count; number++)
            {
                foreach (var word in column.Values[number]!.Words.Distinct())
                {
                    counts[word] = counts.GetValueOrDefault(word) + column.CountOf(number);
                }
            }
        }

        return counts;
    }

    public double Of(string word) => _weights.GetValueOrDefault(word, _ofUnknown);

    /// <summary>The words, the most telling first.</summary>
    public string[] RarestFirst(WordList list) =>
        [.. list.Words.Distinct().OrderByDescending(Of).ThenBy(word => word, StringComparer.Ordinal)];
}
