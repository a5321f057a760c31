using Crm.Api.Access;
using Crm.Api.Attachments;
using Crm.Api.Cases;
using Crm.Api.Data;
using Crm.Api.Events;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Interactions;
using Crm.Api.Opportunities;
using Crm.Api.Orders;
using Crm.Api.Quotes;
using Crm.Api.Relationships;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Customers;

/// <summary>What happened with a customer and with what hangs on it, the newest first.</summary>
internal static class GetCustomerTimeline
{
    public static readonly FieldTable<TimelineRow> Fields = new FieldTable<TimelineRow>()
        .Text("type", row => row.Type)
        .Time("time", row => row.Time)
        .Text("recordType", row => row.RecordType)
        .Id("recordId", row => row.RecordId)
        .Text("via", row => row.Via)
        .Id("keyId", row => row.KeyId);

    /// <summary>The records whose events belong to a customer's timeline.</summary>
    private static readonly Func<Work, Guid, IQueryable<Guid>>[] Hanging =
    [
        (work, id) =>
            work.QueryWithTrash<Customer>().Where(customer => customer.Id == id).Select(customer => customer.Id),
        (work, id) => work.QueryWithTrash<Attachment>().Where(file => file.RecordId == id).Select(file => file.Id),
        (work, id) =>
            work.QueryWithTrash<Relationship>().Where(link => link.FromCustomerId == id).Select(link => link.Id),
        (work, id) =>
            work.QueryWithTrash<Relationship>().Where(link => link.ToCustomerId == id).Select(link => link.Id),
        (work, id) => work.QueryWithTrash<Opportunity>().Where(deal => deal.CustomerId == id).Select(deal => deal.Id),
        (work, id) => work.QueryWithTrash<Quote>().Where(quote => quote.CustomerId == id).Select(quote => quote.Id),
        (work, id) => work.QueryWithTrash<Order>().Where(order => order.CustomerId == id).Select(order => order.Id),
        (work, id) => work.QueryWithTrash<Case>().Where(issue => issue.CustomerId == id).Select(issue => issue.Id),
    ];

    /// <summary>Where a timeline's rows come from.</summary>
    private static readonly Func<Work, Guid, IQueryable<TimelineRow>>[] Sources = [EventsOf, InteractionsOf];

    public static async Task<Answer<Page<EventResponse>>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var customer =
            await id.FindAsync(work.QueryWithTrash<Customer>().AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("customer", id.Text));
        var page = await RowPages.ReadAsync(
            http,
            settings,
            work,
            [.. Sources.Select(source => source(work, customer.Id))],
            Fields,
            "time desc",
            Comparer<TimelineRow>.Create((a, b) => (b.Time, b.Id).CompareTo((a.Time, a.Id))),
            cancellationToken
        );
        var names = await KeyNames.OfAsync(page.Items.Select(row => row.KeyId), work, cancellationToken);
        return Answer.Ok(
            new Page<EventResponse>
            {
                Items = [.. page.Items.Select(row => row.ToResponse(names))],
                NextPageToken = page.NextPageToken,
            }
        );
    }

    private static IQueryable<TimelineRow> EventsOf(Work work, Guid id)
    {
        var records = Hanging.Select(hanging => hanging(work, id)).Aggregate(Queryable.Concat);
        return work
            .Db.Events.AsNoTracking()
            .Where(happened => records.Contains(happened.RecordId))
            .Select(happened => new TimelineRow
            {
                Id = happened.Id,
                Type = happened.Type,
                Time = happened.Time,
                RecordType = happened.RecordType,
                RecordId = happened.RecordId,
                RecordVersion = happened.RecordVersion,
                KeyId = happened.KeyId,
                Via = happened.Via,
                RequestId = happened.RequestId,
                Changes = happened.Changes,
            });
    }

    /// <summary>Each stands at the moment it took place, which may be long before it was written down.</summary>
    private static IQueryable<TimelineRow> InteractionsOf(Work work, Guid id) =>
        work.Query<Interaction>()
            .AsNoTracking()
            .Where(contact => contact.CustomerId == id)
            .Select(contact => new TimelineRow
            {
                Id = contact.Id,
                Type = "interaction",
                Time = contact.OccurredAt,
                RecordType = "interaction",
                RecordId = contact.Id,
                RecordVersion = contact.Version,
                Subject = contact.Subject,
            });
}
