namespace Crm.Api.Duplicates;

/// <summary>Tens of thousands of customers and the keys they are to be found by, in a few arrays that are used again.</summary>
internal sealed class KeyedCustomers
{
    private readonly List<Guid> _ids = [];
    private readonly List<long> _keys = [];

    // Where the keys of each customer end.
    private readonly List<int> _ends = [];

    public int Count => _ids.Count;

    /// <summary>Comes in the order of the ids.</summary>
    public void Add(Guid id, IReadOnlyList<long> keys)
    {
        _ids.Add(id);
        _keys.AddRange(keys);
        _ends.Add(_keys.Count);
    }

    public void Clear()
    {
        _ids.Clear();
        _keys.Clear();
        _ends.Clear();
    }

    /// <summary>Some of the customers, in the order of their ids.</summary>
    public IEnumerable<(Guid Id, long[] Keys)> Read(int start, int count)
    {
        for (var index = start; index < Math.Min(start + count, Count); index++)
        {
            var first = index == 0 ? 0 : _ends[index - 1];
            yield return (_ids[index], [.. _keys[first.._ends[index]]]);
        }
    }

    /// <summary>All keys, in their own order.</summary>
    public SortedList Sorted()
    {
        var keys = _keys.ToArray();
        var owners = new int[keys.Length];
        for (var (owner, place) = (0, 0); place < owners.Length; place++)
        {
            while (place == _ends[owner])
            {
                owner++;
            }

            owners[place] = owner;
        }

        Array.Sort(keys, owners);
        return new SortedList(keys, owners, _ids);
    }

    /// <summary>Keys in their order, each with its customer.</summary>
    internal sealed class SortedList(long[] keys, int[] owners, List<Guid> ids)
    {
        public int Count => keys.Length;

        public IEnumerable<CustomerKey> Read(int start, int count)
        {
            for (var place = start; place < Math.Min(start + count, Count); place++)
            {
                yield return new CustomerKey { Key = keys[place], CustomerId = ids[owners[place]] };
            }
        }
    }
}
