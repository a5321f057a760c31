using Crm.Api.Customers;
using Crm.Dedupe;

namespace Crm.Api.DedupeRuns;

/// <summary>The customers that a run looks at. The engine knows them by their place in the order of their ids.</summary>
internal sealed class RunCustomers
{
    private readonly List<Guid> _ids = [];
    private readonly List<long> _versions = [];
    private readonly Dictionary<CustomerKind, RecordSetBuilder> _builders = [];
    private readonly List<CustomerKind> _kinds = [];
    private HashSet<int>? _wanted;

    public int Count => _ids.Count;

    public Guid IdOf(RecordId record) => _ids[(int)record.Value];

    public long VersionOf(RecordId record) => _versions[(int)record.Value];

    /// <summary>In the order of their ids.</summary>
    public void Add(ReadCustomer customer)
    {
        var kind = customer.Row.Kind;
        if (!_builders.TryGetValue(kind, out var builder))
        {
            _builders.Add(kind, builder = new RecordSetBuilder(CustomerFields.Of(kind)));
        }

        builder.Add(new RecordId(_ids.Count), CustomerFields.Values(customer));
        _ids.Add(customer.Row.Id);
        _versions.Add(customer.Row.Version);
        _kinds.Add(kind);
    }

    /// <summary>Only what has to do with one of these is wanted.</summary>
    public void Want(IEnumerable<Guid> ids) => _wanted = [.. ids.Select(IndexOf).Where(index => index >= 0)];

    public bool IsWanted(params ReadOnlySpan<RecordId> records)
    {
        if (_wanted is null)
        {
            return true;
        }

        foreach (var record in records)
        {
            if (_wanted.Contains((int)record.Value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Two customers of one kind as the engine knows them; null when one was not read, or they are of two kinds, or are one.</summary>
    public (RecordId First, RecordId Second)? PairOf(Guid one, Guid other)
    {
        var (first, second) = (IndexOf(one), IndexOf(other));
        return first >= 0 && second >= 0 && first != second && _kinds[first] == _kinds[second]
            ? (new RecordId(first), new RecordId(second))
            : null;
    }

    /// <summary>The customers of a kind, once: what they are made of is let go.</summary>
    public RecordSet? Take(CustomerKind kind) => _builders.Remove(kind, out var builder) ? builder.Build() : null;

    private int IndexOf(Guid id) => _ids.BinarySearch(id);
}
