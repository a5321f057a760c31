using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Opportunities;
using Crm.Api.Orders;
using Crm.Api.Pricing;
using Crm.Api.Users;
using Microsoft.Extensions.Options;

namespace Crm.Api.Quotes;

/// <summary>Quotes as a resource.</summary>
internal sealed class QuoteResource(
    IOptions<InstallationOptions> installation,
    TimeProvider clock,
    CustomerResource customers,
    OpportunityResource opportunities,
    OrderResource orders,
    UserResource users
) : Resource<Quote, QuoteForm, QuoteResponse>
{
    private readonly TimeZoneInfo _zone = TimeZones.Find(installation.Value.TimeZone)!;

    public override string Kind => "quote";

    public override string Plural => "quotes";

    public override bool IsGuarded => true;

    public override FieldTable<Quote> Fields { get; } = QuoteFields.Make(TimeZones.Find(installation.Value.TimeZone)!);

    public override IReadOnlyList<MatchKey<Quote, QuoteForm>> Keys { get; } =
    [
        ExternalIds.Key<Quote, QuoteForm>(quote => quote.ExternalIds, form => form.ExternalIds),
        MatchKey.Of<Quote, QuoteForm>("number", _ => null, quote => quote.Number),
    ];

    public override IReadOnlyList<Expansion<QuoteResponse>> Expansions =>
        [
            .. PricedDocuments.Expansions<QuoteResponse>(customers, users, opportunities),
            Expansion.Of<QuoteResponse, Order, OrderForm, OrderResponse>(
                "order",
                quote => quote.OrderId,
                () => orders,
                (quote, order) => quote.Order = order
            ),
        ];

    public override IQueryable<Quote> WithParts(IQueryable<Quote> query) => PricedDocuments.WithParts(query);

    public override QuoteForm ToForm(Quote entity) =>
        new()
        {
            CustomerId = entity.CustomerId,
            ContactId = entity.ContactId,
            OwnerId = entity.OwnerId,
            OpportunityId = entity.OpportunityId,
            Currency = entity.Currency,
            PricesIncludeTax = entity.PricesIncludeTax,
            DiscountPercent = PricedMapping.Decimal(entity.DiscountPercentUnits),
            DiscountAmount = PricedMapping.MoneyOf(entity.DiscountAmountUnits, entity.Currency),
            Lines = PricedMapping.LinesToForm(entity),
            Notes = entity.Notes,
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
            IssueDate = entity.IssueDate,
            ValidUntil = entity.ValidUntil,
            PaymentTerms = entity.PaymentTerms,
            DeliveryTerms = entity.DeliveryTerms,
        };

    public override QuoteResponse ToResponse(Quote entity)
    {
        var response = new QuoteResponse
        {
            Revision = entity.Revision,
            State = entity.StateOn(DayOf(clock.Now())),
            IssueDate = entity.IssueDate,
            ValidUntil = entity.ValidUntil,
            PaymentTerms = entity.PaymentTerms,
            DeliveryTerms = entity.DeliveryTerms,
            DeclineReason = entity.DeclineReason,
            ApproveTime = entity.ApproveTime,
            SendTime = entity.SendTime,
            AcceptTime = entity.AcceptTime,
            DeclineTime = entity.DeclineTime,
            RevisesId = entity.RevisesId,
            RevisedById = entity.RevisedById,
            OrderId = entity.OrderId,
        };
        response.DescribePriced(entity);
        return response;
    }

    public override async Task FillAsync(Quote entity, QuoteForm form, Work work, CancellationToken cancellationToken)
    {
        await PricedDocuments.FillAsync(entity, form, installation.Value.Currency, work, cancellationToken);
        var today = DayOf(work.Now);
        entity.HoldFrom(form.IssueDate ?? (entity.IsNew ? today : entity.IssueDate), form.ValidUntil);
        entity.PaymentTerms = form.PaymentTerms;
        entity.DeliveryTerms = form.DeliveryTerms;
        if (entity.IsNew)
        {
            entity.Number = await work.NextNumberAsync($"Q-{today.Year}", cancellationToken);
        }
        else if (PricedDocuments.IsContentChanged(entity, work))
        {
            entity.CheckDraft();
        }
    }

    public override Task CheckDeleteAsync(Quote entity, Work work, CancellationToken cancellationToken)
    {
        entity.CheckDelete();
        return Task.CompletedTask;
    }

    /// <summary>The day it is here.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DayBorder.DayOf(moment, _zone);
}
