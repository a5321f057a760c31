using Crm.Api.Campaigns;
using Crm.Api.Cases;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Opportunities;
using Crm.Api.Orders;
using Crm.Api.Quotes;

namespace Crm.Api.Interactions;

/// <summary>The kinds of record that an interaction can be about.</summary>
internal enum RecordKind
{
    Customer,
    Case,
    Opportunity,
    Quote,
    Order,
    Campaign,
}

/// <summary>References to a record of any kind; no foreign key can watch over them.</summary>
internal static class RecordKinds
{
    public static Task CheckAsync(
        RecordKind kind,
        Guid? present,
        Guid? wanted,
        Work work,
        string pointer,
        CancellationToken cancellationToken
    ) =>
        kind switch
        {
            RecordKind.Customer => References.CheckAsync<Customer>(work, present, wanted, pointer, cancellationToken),
            RecordKind.Case => References.CheckAsync<Case>(work, present, wanted, pointer, cancellationToken),
            RecordKind.Opportunity => References.CheckAsync<Opportunity>(
                work,
                present,
                wanted,
                pointer,
                cancellationToken
            ),
            RecordKind.Quote => References.CheckAsync<Quote>(work, present, wanted, pointer, cancellationToken),
            RecordKind.Order => References.CheckAsync<Order>(work, present, wanted, pointer, cancellationToken),
            RecordKind.Campaign => References.CheckAsync<Campaign>(work, present, wanted, pointer, cancellationToken),
        };
}
