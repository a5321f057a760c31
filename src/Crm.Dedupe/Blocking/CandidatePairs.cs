namespace Crm.Dedupe.Blocking;

/// <summary>
/// The pairs worth comparing: those of records that share a key. A pair belongs to the first key its records share, so that
/// it is met once without anybody remembering the pairs that were. Blocks above the limit are walked as a window over the
/// records in order of their names (sorted neighbourhood, Hernández and Stolfo 1995); a pair in several such windows is met in each.
/// </summary>
internal sealed class CandidatePairs
{
    // The highest bits, which no key has, sort weak keys and those of large blocks behind the others. Thirty bits of a key are
    // enough here: that two of some millions fall together costs a comparison too many.
    private const uint Large = 1U << 31;
    private const uint Weak = 1U << 30;

    private readonly DedupeOptions _options;
    private readonly uint[] _keys;
    private readonly byte[] _counts;
    private readonly uint[] _sortedKeys;
    private readonly int[] _rows;
    private readonly List<int> _starts = [];

    public CandidatePairs(BlockKeys keys, ulong[] sortKeys, DedupeOptions options)
    {
        _options = options;
        _counts = new byte[sortKeys.Length];
        _keys = new uint[sortKeys.Length * BlockKeys.Most];
        Parallel.For(0, sortKeys.Length, row => _counts[row] = (byte)Write(keys, row));
        (_sortedKeys, _rows) = Sorted();
        for (var start = 0; start < _rows.Length; )
        {
            var end = EndOf(start);
            if (end - start > 1)
            {
                _starts.Add(start);
                Most += PairsOf(start, end);
            }

            if (IsLarge(start, end))
            {
                MarkLarge(start, end, sortKeys);
            }

            start = end;
        }

        Parallel.For(0, sortKeys.Length, row => KeysOf(row).Sort());
    }

    /// <summary>The number of blocks with more than one record.</summary>
    public int Blocks => _starts.Count;

    /// <summary>How many pairs there are at most: those that share several keys are counted several times.</summary>
    public long Most { get; }

    /// <summary>Meets the pairs of some blocks, always in one order.</summary>
    public void Walk(int firstBlock, int endBlock, Action<int, int> visit)
    {
        for (var block = firstBlock; block < endBlock; block++)
        {
            var start = _starts[block];
            var end = EndOf(start);
            var isLarge = IsLarge(start, end);
            var window = IsWeak(start) ? _options.WeakWindow : _options.Window;
            var key = isLarge ? _sortedKeys[start] | Large : _sortedKeys[start];
            for (var i = start; i < end; i++)
            {
                var last = isLarge ? Math.Min(end, i + window + 1) : end;
                for (var j = i + 1; j < last; j++)
                {
                    var (first, second) = _rows[i] < _rows[j] ? (_rows[i], _rows[j]) : (_rows[j], _rows[i]);
                    var owner = FirstShared(first, second);
                    if (owner == key || (isLarge && owner >= Large))
                    {
                        visit(first, second);
                    }
                }
            }
        }
    }

    private bool IsWeak(int start) => (_sortedKeys[start] & Weak) != 0;

    private bool IsLarge(int start, int end) =>
        end - start > (IsWeak(start) ? _options.LargestWeakBlock : _options.LargestBlock);

    private long PairsOf(int start, int end)
    {
        long size = end - start;
        return IsLarge(start, end)
            ? size * (IsWeak(start) ? _options.WeakWindow : _options.Window)
            : size * (size - 1) / 2;
    }

    private Span<uint> KeySlots(int row) => _keys.AsSpan(row * BlockKeys.Most, BlockKeys.Most);

    private Span<uint> KeysOf(int row) => _keys.AsSpan(row * BlockKeys.Most, _counts[row]);

    private int Write(BlockKeys keys, int row)
    {
        Span<ulong> hashes = stackalloc ulong[BlockKeys.Most];
        Span<BlockKind> kinds = stackalloc BlockKind[BlockKeys.Most];
        var count = keys.Of(row, hashes, kinds);
        var slots = KeySlots(row);
        var written = 0;
        for (var index = 0; index < count; index++)
        {
            var key = ((uint)hashes[index] & (Weak - 1)) | (kinds[index].IsWeak() ? Weak : 0);
            if (!slots[..written].Contains(key))
            {
                slots[written++] = key;
            }
        }

        return written;
    }

    private (uint[] Keys, int[] Rows) Sorted()
    {
        var total = _counts.Sum(count => count);
        var keys = new uint[total];
        var rows = new int[total];
        var next = 0;
        for (var row = 0; row < _counts.Length; row++)
        {
            foreach (var key in KeysOf(row))
            {
                keys[next] = key;
                rows[next++] = row;
            }
        }

        Array.Sort(keys, rows);
        return (keys, rows);
    }

    private int EndOf(int start)
    {
        var end = start + 1;
        while (end < _sortedKeys.Length && _sortedKeys[end] == _sortedKeys[start])
        {
            end++;
        }

        // The sort of keys leaves the rows of one key in no particular order.
        return end;
    }

    private void MarkLarge(int start, int end, ulong[] sortKeys)
    {
        var rows = _rows.AsSpan(start, end - start);
        rows.Sort((first, second) => (sortKeys[first], first).CompareTo((sortKeys[second], second)));
        var key = _sortedKeys[start];
        foreach (var row in rows)
        {
            var keys = KeysOf(row);
            keys[keys.IndexOf(key)] |= Large;
        }
    }

    private uint FirstShared(int first, int second)
    {
        var one = KeysOf(first);
        var other = KeysOf(second);
        for (int i = 0, j = 0; i < one.Length && j < other.Length; )
        {
            if (one[i] == other[j])
            {
                return one[i];
            }

            if (one[i] < other[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return uint.MaxValue;
    }
}
