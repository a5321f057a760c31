using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Crm.Api.Http.Records;

namespace Crm.Api.Duplicates;

/// <summary>
/// Customers of a file. What a plan would make is not stored, so it is remembered here; what is stored in the same unit of work cannot be
/// read back as cheaply as it is remembered.
/// </summary>
internal sealed class IncomingCustomers(DuplicateModels models) : IncomingRecords<Customer>
{
    private readonly Dictionary<long, List<Remembered>> _byKey = [];
    private readonly Dictionary<long, Remembered> _byLine = [];
    private readonly Dictionary<Guid, Remembered> _byId = [];

    public override async Task<IReadOnlyList<PossibleDuplicate?>> FindAsync(
        IReadOnlyList<(long Line, Customer Entity)> incoming,
        double threshold,
        bool refuses,
        Work work,
        CancellationToken cancellationToken
    )
    {
        // Rows are tried again when the database refuses one of them.
        foreach (var (line, _) in incoming)
        {
            Forget(line);
        }

        List<ReadCustomer> customers = [.. incoming.Select(row => ReadCustomer.Of(row.Entity))];
        var search = await DuplicateSearch.OpenAsync(customers, models, work, cancellationToken);
        var found = new FoundDuplicate?[customers.Count];
        for (var index = 0; index < customers.Count; index++)
        {
            found[index] = search
                .Find(index, threshold, Earlier(search.KeysOf(index)))
                .FirstOrDefault(match => match.IsIncoming || !_byId.ContainsKey(match.Id));
            if (found[index] is null || !refuses)
            {
                Remember(incoming[index].Line, customers[index], search.KeysOf(index));
            }
        }

        return [.. found.Select(match => match?.ToResponse(search.Named.GetValueOrDefault(match.Id)))];
    }

    private List<ReadCustomer> Earlier(IReadOnlyList<long> keys) =>
        [
            .. keys.SelectMany(key => _byKey.GetValueOrDefault(key) ?? [])
                .Distinct()
                .Select(remembered => remembered.Customer),
        ];

    private void Remember(long line, ReadCustomer customer, IReadOnlyList<long> keys)
    {
        var remembered = new Remembered(customer, keys);
        _byLine[line] = remembered;
        _byId[customer.Row.Id] = remembered;
        foreach (var key in keys)
        {
            if (!_byKey.TryGetValue(key, out var others))
            {
                _byKey.Add(key, others = new List<Remembered>(1));
            }

            if (others.Count < KeyLookup.MostOfKey)
            {
                others.Add(remembered);
            }
        }
    }

    private void Forget(long line)
    {
        if (_byLine.Remove(line, out var former))
        {
            _byId.Remove(former.Customer.Row.Id);
            foreach (var key in former.Keys)
            {
                _byKey[key].Remove(former);
            }
        }
    }

    /// <summary>A customer that came in, and the keys it is found by.</summary>
    private sealed class Remembered(ReadCustomer customer, IReadOnlyList<long> keys)
    {
        public ReadCustomer Customer => customer;

        public IReadOnlyList<long> Keys => keys;
    }
}
