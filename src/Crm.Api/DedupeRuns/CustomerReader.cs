using System.Runtime.CompilerServices;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Relationships;

namespace Crm.Api.DedupeRuns;

/// <summary>
/// Reads customers with what the dedupe engine asks about them, in the order of their ids, each table once per page: what belongs to
/// the customers of a page lies between the first and the last of them.
/// </summary>
internal static class CustomerReader
{
    private const int PageSize = 1000;

    /// <summary>All customers of a query; from one snapshot when the work has begun one.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="customers">The customers.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="from">Those with lesser ids are left out, which a condition of the query would look at again for each page.</param>
    public static async IAsyncEnumerable<IReadOnlyList<ReadCustomer>> PagesAsync(
        Work work,
        IQueryable<Customer> customers,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        Guid from = default
    )
    {
        var rest = customers.Where(customer => customer.Id >= from);
        List<ReadCustomer> page;
        do
        {
            page = await ReadAsync(work, rest, cancellationToken);
            if (page is [.., { Row.Id: var last }])
            {
                yield return page;
                rest = customers.Where(customer => customer.Id > last);
            }
        } while (page.Count == PageSize);
    }

    private static async Task<List<ReadCustomer>> ReadAsync(
        Work work,
        IQueryable<Customer> customers,
        CancellationToken cancellationToken
    )
    {
        var columns = customers
            .OrderBy(customer => customer.Id)
            .Take(PageSize)
            .Select(customer => new
            {
                customer.Id,
                customer.Version,
                customer.Kind,
                customer.Name,
                customer.GivenName,
                customer.FamilyName,
                customer.BirthDate,
            });
        var page = new List<ReadCustomer>();
        await work.Rows.ForEachAsync(columns, row => page.Add(new ReadCustomer(CustomerOf(row))), cancellationToken);

        if (page.Count > 0)
        {
            var along = new AlongIds(page.ConvertAll(customer => customer.Row.Id));
            await AddPointsAsync(work, page, along, cancellationToken);
            await AddAddressesAsync(work, page, along, cancellationToken);
            await AddEmployersAsync(work, page, along, cancellationToken);
        }

        return page;
    }

    private static CustomerRow CustomerOf(PlainRow row) =>
        new(
            row.Id(0),
            row.Number(1),
            row.Choice<CustomerKind>(2),
            row.Text(3),
            row.TextOrNull(4),
            row.TextOrNull(5),
            row.DateOrNull(6)
        );

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
            .Select(point => new
            {
                point.ParentId,
                point.Channel,
                Text = point.Normalized ?? point.Value,
                point.IsPrimary,
            });
        return along.DealAsync(
            work.Rows,
            points,
            (index, row) =>
                page[index].Add(new PointRow(row.Id(0), row.Choice<ContactChannel>(1), row.Text(2), row.Flag(3))),
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
            .Select(address => new
            {
                address.ParentId,
                address.Street,
                address.PostalCode,
                address.City,
                address.Country,
                address.IsPrimary,
            });
        return along.DealAsync(
            work.Rows,
            addresses,
            (index, row) => page[index].Add(AddressOf(row)),
            cancellationToken
        );
    }

    private static AddressRow AddressOf(PlainRow row) =>
        new(row.Id(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.Flag(5));

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
            .Select(link => new { link.FromCustomerId, link.Name });
        return along.DealAsync(
            work.Rows,
            employers,
            (index, row) => page[index].Employer ??= row.Text(1),
            cancellationToken
        );
    }
}
