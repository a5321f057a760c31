using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.DedupeRuns;
using Crm.Api.Relationships;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Duplicates;

/// <summary>Reads the few customers that another may be, each table once, without a query to compile or a tracker to tell.</summary>
internal static class CandidateReader
{
    private const int AtOnce = 500;

    private static readonly string[] Compared = [nameof(Customer.ContactPoints), nameof(Customer.Addresses)];

    /// <summary>Those outside the trash.</summary>
    public static async Task<List<Candidate>> ReadAsync(
        Work work,
        IEnumerable<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        await work.Db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            List<Candidate> read = [];
            foreach (var some in ids.Distinct().Chunk(AtOnce))
            {
                read.AddRange(await ReadSomeAsync(work, some, cancellationToken));
            }

            return read;
        }
        finally
        {
            await work.Db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<IEnumerable<Candidate>> ReadSomeAsync(
        Work work,
        Guid[] ids,
        CancellationToken cancellationToken
    )
    {
        var customers = await work.Rows.ReadAsync<Customer>(nameof(Customer.Id), ids, cancellationToken);
        customers.RemoveAll(customer => customer.DeleteTime is not null);
        if (customers.Count == 0)
        {
            return [];
        }

        await BulkReader.LoadPartsAsync(work, customers, cancellationToken, Compared);
        var candidates = customers.ConvertAll(customer => new Candidate(
            customer.Number,
            customer.Name,
            ReadCustomer.Of(customer)
        ));
        await AddEmployersAsync(work, candidates, cancellationToken);
        return candidates;
    }

    private static async Task AddEmployersAsync(
        Work work,
        List<Candidate> candidates,
        CancellationToken cancellationToken
    )
    {
        var people = candidates
            .Select(candidate => candidate.Customer)
            .Where(customer => customer.Row.Kind == CustomerKind.Person)
            .ToDictionary(customer => customer.Row.Id);
        if (people.Count == 0)
        {
            return;
        }

        var links = await work.Rows.ReadAsync<Relationship>(
            nameof(Relationship.FromCustomerId),
            people.Keys,
            cancellationToken
        );
        links.RemoveAll(link =>
            link is not { Type: RelationshipType.Contact or RelationshipType.Employee, Until: null, DeleteTime: null }
        );
        if (links.Count == 0)
        {
            return;
        }

        var employers = (
            await work.Rows.ReadAsync<Customer>(
                nameof(Customer.Id),
                [.. links.Select(link => link.ToCustomerId).Distinct()],
                cancellationToken
            )
        )
            .Where(employer => employer.DeleteTime is null)
            .ToDictionary(employer => employer.Id, employer => employer.Name);
        foreach (var link in links.OrderBy(link => link.Id))
        {
            people[link.FromCustomerId].Employer ??= employers.GetValueOrDefault(link.ToCustomerId);
        }
    }
}

/// <summary>A stored customer that another may be, with what people call it by.</summary>
internal sealed record Candidate(string Number, string Name, ReadCustomer Customer);
