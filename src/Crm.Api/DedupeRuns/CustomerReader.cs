using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Relationships;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Crm.Api.DedupeRuns;

/// <summary>
/// Reads customers with what the dedupe engine asks about them, in the order of their ids, each table once per page: what belongs to
/// the customers of a page lies between the first and the last of them.
/// </summary>
internal static class CustomerReader
{
    /// <summary>Of customers that are fewer, and may lie far apart, the ids are named instead.</summary>
    public const int FewCustomers = 500;

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
            await AddPointsAsync(work, page, cancellationToken);
            await AddAddressesAsync(work, page, cancellationToken);
            await AddEmployersAsync(work, page, cancellationToken);
        }

        return page;
    }

    private static Task AddPointsAsync(Work work, List<ReadCustomer> page, CancellationToken cancellationToken)
    {
        var points = Among(work.Db.Set<ContactPoint>(), point => point.ParentId, page)
            .OrderBy(point => point.ParentId)
            .ThenBy(point => point.Position)
            .Select(point => new PointRow(
                point.ParentId,
                point.Channel,
                point.Normalized ?? point.Value,
                point.IsPrimary
            ));
        return AddAsync(
            page,
            points,
            point => point.ParentId,
            (customer, point) => customer.Add(point),
            cancellationToken
        );
    }

    private static Task AddAddressesAsync(Work work, List<ReadCustomer> page, CancellationToken cancellationToken)
    {
        var addresses = Among(work.Db.Set<Address>(), address => address.ParentId, page)
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
        return AddAsync(
            page,
            addresses,
            address => address.ParentId,
            (customer, address) => customer.Add(address),
            cancellationToken
        );
    }

    private static Task AddEmployersAsync(Work work, List<ReadCustomer> page, CancellationToken cancellationToken)
    {
        var employers = Among(work.Query<Relationship>(), link => link.FromCustomerId, page)
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
        return AddAsync(
            page,
            employers,
            employer => employer.PersonId,
            (customer, employer) => customer.Employer ??= employer.Name,
            cancellationToken
        );
    }

    /// <summary>Goes along both, which are in the same order.</summary>
    private static async Task AddAsync<TRow>(
        List<ReadCustomer> page,
        IQueryable<TRow> rows,
        Func<TRow, Guid> customerOf,
        Action<ReadCustomer, TRow> add,
        CancellationToken cancellationToken
    )
    {
        var index = 0;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var id = customerOf(row);
            while (index < page.Count && page[index].Row.Id.CompareTo(id) < 0)
            {
                index++;
            }

            if (index < page.Count && page[index].Row.Id == id)
            {
                add(page[index], row);
            }
        }
    }

    private static IQueryable<T> Among<T>(
        IQueryable<T> rows,
        Expression<Func<T, Guid>> customer,
        List<ReadCustomer> page
    )
    {
        Expression<Func<Guid, bool>> isMeant;
        if (page.Count < FewCustomers)
        {
            var ids = page.ConvertAll(member => member.Row.Id);
            isMeant = id => EF.Parameter(ids).Contains(id);
        }
        else
        {
            var (first, last) = (page[0].Row.Id, page[^1].Row.Id);
            isMeant = id => id >= first && id <= last;
        }

        var body = ReplacingExpressionVisitor.Replace(isMeant.Parameters[0], customer.Body, isMeant.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(body, customer.Parameters));
    }
}
