using System.Runtime.InteropServices;

namespace Crm.Dedupe.Cleaning;

/// <summary>Numbers for the words of a field, so that each word is kept once and told apart quickly.</summary>
internal sealed class Vocabulary
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _words = [];

    public int Count => _words.Count;

    public string this[int number] => _words[number];

    public int[] NumbersOf(ReadOnlySpan<string> words)
    {
        var numbers = new int[words.Length];
        lock (_gate)
        {
            for (var index = 0; index < numbers.Length; index++)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    _numbers,
                    words[index],
                    out var isKnown
                );
                if (!isKnown)
                {
                    number = _words.Count;
                    _words.Add(words[index]);
                }

                numbers[index] = number;
            }
        }

        return numbers;
    }
}
