using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>How much the words of one field tell: the rarer, the more (inverse document frequency, Spärck Jones 1972).</summary>
internal sealed class WordWeights
{
    private readonly Dictionary<string, double> _weights;
    private readonly double _ofUnknown;

    public WordWeights(IEnumerable<Column<WordList>> columns, int records)
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

        _ofUnknown = Math.Log(records + 1.0);
        _weights = counts.ToDictionary(entry => entry.Key, entry => Math.Log((records + 1.0) / entry.Value));
    }

    public double Of(string word) => _weights.GetValueOrDefault(word, _ofUnknown);

    /// <summary>The words, the most telling first.</summary>
    public string[] RarestFirst(WordList list) =>
        [.. list.Words.Distinct().OrderByDescending(Of).ThenBy(word => word, StringComparer.Ordinal)];
}
