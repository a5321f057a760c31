using System.Runtime.CompilerServices;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Relationships;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeRuns;

/// <summary>
/// Reads customers with what the dedupe engine asks about them, in the order of their ids, each table once per page: what belongs to
/// the customers of a page lies between the first and the last of them.
/// </summary>
internal static class CustomerReader
{
    private const int PageSize = 10_000;

    /// <summary>All customers of a query; from one snapshot when the work has begun one.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<ReadCustomer>> PagesAsync(
        Work work,
        IQueryable<Customer> customers,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var after = Guid.Empty;
        List<ReadCustomer> page;
        do
        {
            page = await ReadAsync(work, customers.Where(customer => customer.Id > after), cancellationToken);
            if (page.Count > 0)
            {
                yield return page;
                after = page[^1].Row.Id;
            }
        } while (page.Count == PageSize);
    }

    private static async Task<List<ReadCustomer>> ReadAsync(
        Work work,
        IQueryable<Customer> customers,
        CancellationToken cancellationToken
    )
    {
        var rows = customers
            .OrderBy(customer => customer.Id)
            .Take(PageSize)
            .Select(customer => new CustomerRow(
                customer.Id,
                customer.Version,
                customer.Kind,
                customer.Name,
                customer.GivenName,
                customer.FamilyName,
                customer.BirthDate
            ));
        var page = new List<ReadCustomer>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            page.Add(new ReadCustomer(row));
        }

        if (page.Count > 0)
        {
            var along = new AlongIds(page.ConvertAll(customer => customer.Row.Id));
            await AddPointsAsync(work, page, along, cancellationToken);
            await AddAddressesAsync(work, page, along, cancellationToken);
            await AddEmployersAsync(work, page, along, cancellationToken);
        }

        return page;
    }

    private static Task AddPointsAsync(
        Work work,
        List<ReadCustomer> page,
        AlongIds along,
        CancellationToken cancellationToken
    )
    {
        var points = along
            .Among(work.Db.Set<ContactPoint>(), point => point.ParentId)
            .OrderBy(point => point.ParentId)
            .ThenBy(point => point.Position)
            .Select(point => new PointRow(
                point.ParentId,
                point.Channel,
                point.Normalized ?? point.Value,
                point.IsPrimary
            ));
        return along.DealAsync(
            points,
            point => point.ParentId,
            (index, point) => page[index].Add(point),
            cancellationToken
        );
    }

    private static Task AddAddressesAsync(
        Work work,
        List<ReadCustomer> page,
        AlongIds along,
        CancellationToken cancellationToken
    )
    {
        var addresses = along
            .Among(work.Db.Set<Address>(), address => address.ParentId)
            .OrderBy(address => address.ParentId)
            .ThenBy(address => address.Position)
            .Select(address => new AddressRow(
                address.ParentId,
                address.Street,
                address.PostalCode,
                address.City,
                address.Country,
                address.IsPrimary
            ));
        return along.DealAsync(
            addresses,
            address => address.ParentId,
            (index, address) => page[index].Add(address),
            cancellationToken
        );
    }

    private static Task AddEmployersAsync(
        Work work,
        List<ReadCustomer> page,
        AlongIds along,
        CancellationToken cancellationToken
    )
    {
        var employers = along
            .Among(work.Query<Relationship>(), link => link.FromCustomerId)
            .Where(link => link.Type == RelationshipType.Contact || link.Type == RelationshipType.Employee)
            .Where(link => link.Until == null)
            .Join(
                work.Query<Customer>(),
                link => link.ToCustomerId,
                customer => customer.Id,
                (link, employer) =>
                    new
                    {
                        link.FromCustomerId,
                        link.Id,
                        employer.Name,
                    }
            )
            .OrderBy(link => link.FromCustomerId)
            .ThenBy(link => link.Id)
            .Select(link => new EmployerRow(link.FromCustomerId, link.Name));
        return along.DealAsync(
            employers,
            employer => employer.PersonId,
            (index, employer) => page[index].Employer ??= employer.Name,
            cancellationToken
        );
    }
}
