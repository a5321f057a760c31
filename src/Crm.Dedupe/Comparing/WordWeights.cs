using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>How much the words of one field tell: the rarer, the more (inverse document frequency, Spärck Jones 1972).</summary>
internal sealed class WordWeights
{
    private readonly Vocabulary _vocabulary;
    private readonly double[] _weights;
    private readonly ulong[] _letters;

    /// <param name="vocabulary">The words.</param>
    /// <param name="counts">How many records have each.</param>
    /// <param name="records">How many there are.</param>
    public WordWeights(Vocabulary vocabulary, int[] counts, int records)
    {
        _vocabulary = vocabulary;
        _weights = Array.ConvertAll(counts, count => Math.Log((records + 1.0) / Math.Max(1, count)));
        _letters = new ulong[counts.Length];
        for (var word = 0; word < counts.Length; word++)
        {
            _letters[word] = Letters.In(vocabulary[word]);
        }
    }

    /// <summary>The weight of a word by its number.</summary>
    public double this[int word] => _weights[word];

    public string Text(int word) => _vocabulary[word];

    public ulong LettersOf(int word) => _letters[word];

    /// <summary>How many records have each word.</summary>
    public static int[] Count(Vocabulary vocabulary, params IReadOnlyList<Column<WordList>> columns)
    {
        var counts = new int[vocabulary.Count];
        foreach (var column in columns)
        {
            for (var number = 1; number < column.Values.Count; number++)
            {
                var words = column.Values[number]!.Words;
                for (var index = 0; index < words.Length; index++)
                {
                    var isFirst = Array.IndexOf(words, words[index], 0, index) < 0;
                    counts[words[index]] += isFirst ? column.CountOf(number) : 0;
                }
            }
        }

        return counts;
    }

    /// <summary>The most telling word, and the second if there are two.</summary>
    public (string First, string? Second) Rarest(WordList list)
    {
        int first = list.Words[0];
        int second = -1;
        foreach (var word in list.Words.AsSpan(1))
        {
            if (word == first || word == second)
            {
                continue;
            }

            if (IsRarer(word, first))
            {
                (first, second) = (word, first);
            }
            else if (second < 0 || IsRarer(word, second))
            {
                second = word;
            }
        }

        return (Text(first), second < 0 ? null : Text(second));
    }

    private bool IsRarer(int word, int other) =>
        _weights[word] > _weights[other]
        || (_weights[word].Equals(_weights[other]) && string.CompareOrdinal(Text(word), Text(other)) < 0);
}
