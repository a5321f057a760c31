using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe;

/// <summary>
/// Numbers for clean values, each key once. Open addressing over the values themselves takes a fifth of the memory of a
/// dictionary, and these tables are the largest that there are while records come in.
/// </summary>
internal sealed class ValueTable<T>
    where T : class, ICleanValue
{
    private readonly List<T?> _values = [null];
    private readonly List<int> _hashes = [0];
    private int[] _numbers = new int[16];

    public IReadOnlyList<T?> Values => _values;

    /// <summary>The number of a value: that of an equal one if there is one already.</summary>
    public int NumberOf(T value)
    {
        var hash = value.Key.GetHashCode(StringComparison.Ordinal);
        var place = hash & (_numbers.Length - 1);
        while (_numbers[place] is > 0 and var number)
        {
            if (_hashes[number] == hash && _values[number]!.Key == value.Key)
            {
                return number;
            }

            place = (place + 1) & (_numbers.Length - 1);
        }

        _numbers[place] = _values.Count;
        _values.Add(value);
        _hashes.Add(hash);
        if (_values.Count > _numbers.Length / 2)
        {
            Grow();
        }

        return _values.Count - 1;
    }

    private void Grow()
    {
        _numbers = new int[2 * _numbers.Length];
        for (var number = 1; number < _hashes.Count; number++)
        {
            var place = _hashes[number] & (_numbers.Length - 1);
            while (_numbers[place] > 0)
            {
                place = (place + 1) & (_numbers.Length - 1);
            }

            _numbers[place] = number;
        }
    }
}
