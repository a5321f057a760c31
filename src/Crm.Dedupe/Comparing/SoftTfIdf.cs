using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>
/// How alike two texts are by the words they share, weighted by rarity, where words with a typing error count nearly in full
/// (soft TF-IDF of Cohen, Ravikumar and Fienberg 2003).
/// </summary>
/// <param name="Similarity">The cosine: what is shared of both texts, 0 to 1.</param>
/// <param name="Containment">What is shared of the text with less in it, 0 to 1.</param>
/// <param name="SharedWeight">The weight of the shared words.</param>
internal readonly record struct SoftTfIdf(double Similarity, double Containment, double SharedWeight)
{
    private const double LeastAlike = 0.88;

    public static SoftTfIdf Of(WordList first, WordList second, WordWeights weights)
    {
        Span<bool> used = stackalloc bool[Math.Min(second.Words.Length, 64)];
        double shared = 0;
        double sharedLinear = 0;
        double squaresOfFirst = 0;
        double sumOfFirst = 0;
        foreach (var word in first.Words)
        {
            var weight = weights[word];
            squaresOfFirst += weight * weight;
            sumOfFirst += weight;
            var (alike, index) = Best(word, second.Words, used, first.Script, weights);
            if (index >= 0)
            {
                used[index] = true;
                var other = weights[second.Words[index]];
                shared += weight * other * alike;
                sharedLinear += Math.Min(weight, other) * alike;
            }
        }

        double squaresOfSecond = 0;
        double sumOfSecond = 0;
        foreach (var word in second.Words)
        {
            var weight = weights[word];
            squaresOfSecond += weight * weight;
            sumOfSecond += weight;
        }

        var norm = Math.Sqrt(squaresOfFirst * squaresOfSecond);
        return norm == 0
            ? new SoftTfIdf(first.Key == second.Key ? 1 : 0, 0, 0)
            : new SoftTfIdf(
                Math.Min(1, shared / norm),
                Math.Min(1, sharedLinear / Math.Min(sumOfFirst, sumOfSecond)),
                sharedLinear
            );
    }

    private static (double Alike, int Index) Best(
        int word,
        int[] others,
        ReadOnlySpan<bool> used,
        Script script,
        WordWeights weights
    )
    {
        var text = weights.Text(word);
        var best = (Alike: 0.0, Index: -1);
        for (var index = 0; index < used.Length; index++)
        {
            if (used[index])
            {
                continue;
            }

            if (others[index] == word)
            {
                return (1, index);
            }

            if (
                script != Script.Han
                && text.Length > 2
                && weights.Text(others[index]) is var other
                && JaroWinkler.Highest(
                    (text.Length, weights.LettersOf(word)),
                    (other.Length, weights.LettersOf(others[index]))
                ) >= LeastAlike
                && JaroWinkler.Similarity(text, other) is >= LeastAlike and var alike
                && alike > best.Alike
            )
            {
                best = (alike, index);
            }
        }

        return best;
    }
}
