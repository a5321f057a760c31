using Crm.Dedupe.Blocking;
using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe;

/// <summary>Collects the texts of one field, each once, and cleans them at the end, each once.</summary>
internal sealed class ColumnBuilder<T>(Func<string, T?> clean)
    where T : class, ICleanValue
{
    private readonly Dictionary<string, int> _numberOfText = [];
    private readonly List<string> _texts = [];
    private readonly List<int> _cells = [];

    public void Add(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            _cells.Add(-1);
            return;
        }

        if (!_numberOfText.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _numberOfText.Add(text, number);
            _texts.Add(text);
        }

        _cells.Add(number);
    }

    public Cleaned Clean()
    {
        var cleaned = new T?[_texts.Count];
        Parallel.For(0, cleaned.Length, index => cleaned[index] = clean(_texts[index]));
        _numberOfText.Clear();
        _texts.Clear();
        List<T?> values = [null];
        var numberOfKey = new Dictionary<string, int>();
        var numbers = new int[cleaned.Length];
        for (var index = 0; index < cleaned.Length; index++)
        {
            if (cleaned[index] is { } value)
            {
                if (!numberOfKey.TryGetValue(value.Key, out var number))
                {
                    number = values.Count;
                    numberOfKey.Add(value.Key, number);
                    values.Add(value);
                }

                numbers[index] = number;
            }
        }

        return new Cleaned([.. _cells.Select(cell => cell < 0 ? 0 : numbers[cell])], [.. values]);
    }

    /// <summary>The column before the records are put in order.</summary>
    internal sealed record Cleaned(int[] Numbers, T?[] Values)
    {
        /// <summary>Adds what the field holds to a hash of each record.</summary>
        public void AddTo(ulong[] hashes)
        {
            var ofValue = Array.ConvertAll(Values, value => value is null ? 0 : StableHash.Of(value.Key));
            for (var row = 0; row < hashes.Length; row++)
            {
                hashes[row] = StableHash.Combine(hashes[row], ofValue[Numbers[row]]);
            }
        }

        public Column<T> InOrder(int[] order) => new(Array.ConvertAll(order, row => Numbers[row]), Values);
    }
}
