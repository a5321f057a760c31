using System.Linq.Expressions;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Kernel;

namespace Crm.Api.Segments;

/// <summary>Who is in segments, as one query: rules are asked anew, lists looked up. Whoever is in the trash, or merged away, is in none.</summary>
internal static class SegmentAudience
{
    private static readonly FieldTable<Customer> Fields = CustomerFields.Make();

    /// <summary>The customers who are in one of some segments and in none of others.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="include">One of these; everybody, where there are none.</param>
    /// <param name="exclude">None of these.</param>
    /// <param name="filter">What else must be so.</param>
    /// <param name="zone">Where days begin and end, unless a segment says otherwise.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<IQueryable<Customer>> CustomersAsync(
        Work work,
        IReadOnlyList<Segment> include,
        IReadOnlyList<Segment> exclude,
        string? filter,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        var customers = work.Query<Customer>();
        var customer = Expression.Parameter(typeof(Customer), "customer");
        List<Expression> conditions = [];
        foreach (var segment in include)
        {
            conditions.Add((await ConditionAsync(work, segment, zone, cancellationToken)).On(customer));
        }

        if (conditions.Count > 0)
        {
            customers = Where(customers, customer, conditions.Aggregate(Expression.OrElse));
        }

        foreach (var segment in exclude)
        {
            var condition = await ConditionAsync(work, segment, zone, cancellationToken);
            customers = Where(customers, customer, Expression.Not(condition.On(customer)));
        }

        var context = await ListSettings.FilterContextAsync(work, filter, zone, cancellationToken);
        return customers.Where(ListQuery.Condition(filter, Fields, context, place: "/filter"));
    }

    /// <summary>Whether a customer is in a segment. Its filter was written by somebody who may ask what it asks, for others to use.</summary>
    /// <exception cref="RuleBroken">What the filter names is not there any more.</exception>
    public static async Task<Expression<Func<Customer, bool>>> ConditionAsync(
        Work work,
        Segment segment,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        if (segment.Kind == SegmentKind.List)
        {
            return IsMember(work, segment.Id);
        }

        var context = await ListSettings.FilterContextAsync(
            work,
            segment.Filter,
            segment.TimeZone is { } own ? TimeZones.Find(own)! : zone,
            cancellationToken,
            isTrusted: true
        );
        try
        {
            return FilterCompiler.Compile(segment.Filter, Fields, context);
        }
        catch (FilterException mistake)
        {
            throw RuleBroken.State(
                "segment-filter-stale",
                $"The filter of the segment '{segment.Name}' cannot be understood any more: {mistake.Message}"
            );
        }
    }

    /// <summary>Whether a customer was written down as a member.</summary>
    public static Expression<Func<Customer, bool>> IsMember(Work work, Guid segmentId)
    {
        var members = work.Db.Set<SegmentMember>();
        return customer => members.Any(member => member.SegmentId == segmentId && member.CustomerId == customer.Id);
    }

    /// <summary>Says what is wrong with a filter, if anything, and whether the caller may ask what it asks.</summary>
    /// <exception cref="ProblemException">It cannot be understood, or needs a scope.</exception>
    public static async Task CheckAsync(
        Work work,
        string filter,
        TimeZoneInfo zone,
        CancellationToken cancellationToken
    )
    {
        var context = await ListSettings.FilterContextAsync(work, filter, zone, cancellationToken);
        ListQuery.Condition(filter, Fields, context, place: "/filter");
    }

    private static IQueryable<Customer> Where(
        IQueryable<Customer> customers,
        ParameterExpression customer,
        Expression condition
    ) => customers.Where(Expression.Lambda<Func<Customer, bool>>(condition, customer));
}
