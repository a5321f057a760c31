using Crm.Api.Customers;
using Crm.Api.DedupeRuns;
using Crm.Dedupe;
using Crm.Dedupe.Blocking;
using Fields = Crm.Api.DedupeRuns.CustomerFields;

namespace Crm.Api.Duplicates;

/// <summary>
/// The block keys by which a customer is found again: the few that find nearly all, since each of them is a write at a random place when
/// customers come by the thousand.
/// </summary>
internal static class BlockKeysOfCustomers
{
    /// <summary>Raised when the keys of a customer become others; those of an earlier version are made anew.</summary>
    public const int Version = 1;

    /// <summary>The keys of each customer, in their order.</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Of(IReadOnlyList<ReadCustomer> customers)
    {
        var keys = new IReadOnlyList<long>[customers.Count];
        var byKind = customers.Index().GroupBy(customer => customer.Item.Row.Kind);
        foreach (var kind in byKind)
        {
            var builder = new RecordSetBuilder(Fields.Of(kind.Key));
            foreach (var (index, customer) in kind)
            {
                builder.Add(new RecordId(index), Fields.Values(customer));
            }

            foreach (var (id, all) in RecordKeys.Of(builder.Build()))
            {
                keys[id.Value] = Stored(kind.Key, all);
            }
        }

        return keys;
    }

    public static IReadOnlyList<IReadOnlyList<long>> Of(IEnumerable<Customer> customers) =>
        Of([.. customers.Select(ReadCustomer.Of)]);

    private static List<long> Stored(CustomerKind kind, IReadOnlyList<RecordKey> keys)
    {
        var hasHost = keys.Any(key => key.Kind == BlockKind.HostAndInitial);
        return
        [
            .. keys.Where(key =>
                    kind == CustomerKind.Person ? IsOfPerson(key.Kind) : IsOfOrganization(key.Kind, hasHost)
                )
                .Select(key => key.Hash),
        ];
    }

    private static bool IsOfPerson(BlockKind kind) =>
        kind
            is BlockKind.Email
                or BlockKind.Phone
                or BlockKind.NameSkeleton
                or BlockKind.InitialsAndBirthDate
                or BlockKind.NameStartAndPostcode
                or BlockKind.NameEnds;

    /// <summary>An address at a host of its own is found by the host; one of a mail provider only by itself.</summary>
    private static bool IsOfOrganization(BlockKind kind, bool hasHost) =>
        kind
            is BlockKind.Phone
                or BlockKind.HostAndInitial
                or BlockKind.CompanyName
                or BlockKind.StreetAndPostcode
                or BlockKind.NameEnds
        || (kind == BlockKind.Email && !hasHost);
}
