using System.Runtime.InteropServices;
using Crm.Dedupe.Blocking;
using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe;

/// <summary>Collects the texts of one field and keeps each clean value once.</summary>
internal sealed class ColumnBuilder<T>(Func<string, T?> clean)
    where T : class, ICleanValue
{
    // Names and towns come again and again, e-mail addresses hardly ever: only the last texts are remembered.
    private const int MostTexts = 1 << 14;

    private readonly List<string?> _texts = [];
    private readonly Dictionary<string, int> _numberOfText = [];
    private readonly List<int> _numbers = [];
    private ValueTable<T> _values = new();

    public void Add(string? text) => _texts.Add(text);

    /// <summary>Cleans what was added since the last time.</summary>
    public void Clean()
    {
        foreach (var text in _texts)
        {
            _numbers.Add(string.IsNullOrWhiteSpace(text) ? 0 : NumberOf(text));
        }

        _texts.Clear();
    }

    /// <summary>Adds what the field holds to a hash of each record.</summary>
    public void AddTo(ulong[] hashes)
    {
        ulong[] ofValue = [.. _values.Values.Select(value => value is null ? 0 : StableHash.Of(value.Key))];
        for (var row = 0; row < hashes.Length; row++)
        {
            hashes[row] = StableHash.Combine(hashes[row], ofValue[_numbers[row]]);
        }
    }

    /// <summary>Makes the column, its records in order, and keeps nothing of it.</summary>
    public Column<T> MoveTo(CellTable cells)
    {
        var column = new Column<T>(cells, cells.Add(CollectionsMarshal.AsSpan(_numbers)), [.. _values.Values]);
        _values = new();
        _numbers.Clear();
        _numbers.TrimExcess();
        _numberOfText.Clear();
        return column;
    }

    private int NumberOf(string text)
    {
        if (!_numberOfText.TryGetValue(text, out var number))
        {
            number = clean(text) is { } value ? _values.NumberOf(value) : 0;
            if (_numberOfText.Count == MostTexts)
            {
                _numberOfText.Clear();
            }

            _numberOfText.Add(text, number);
        }

        return number;
    }
}
