using Crm.Api.Kernel;

namespace Crm.Api.Pricing;

/// <summary>What quotes and orders have in common: a customer, and lines in one currency that come to a total.</summary>
internal abstract class PricedDocument<TSelf> : Record, INumbered
    where TSelf : PricedDocument<TSelf>
{
    public string Number { get; set; } = "";

    public Guid CustomerId { get; set; }

    /// <summary>The person of the customer's we talk to.</summary>
    public Guid? ContactId { get; set; }

    /// <summary>The user who looks after it.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>The deal it belongs to.</summary>
    public Guid? OpportunityId { get; set; }

    public string Currency { get; set; } = "";

    public bool PricesIncludeTax { get; set; }

    public long? DiscountPercentUnits { get; set; }

    public long? DiscountAmountUnits { get; set; }

    public string? Notes { get; set; }

    public long SubtotalUnits { get; private set; }

    public long DiscountUnits { get; private set; }

    public long NetUnits { get; private set; }

    public long TaxUnits { get; private set; }

    public long TotalUnits { get; private set; }

    public List<PricedLine<TSelf>> Lines { get; } = [];

    public List<ExternalId<TSelf>> ExternalIds { get; } = [];

    public DocumentTerms Terms =>
        new(
            Currency,
            PricesIncludeTax,
            Discount.FromUnits(DiscountPercentUnits, DiscountAmountUnits),
            [.. Lines.OrderBy(line => line.Position).Select(line => line.Terms)]
        );

    /// <summary>Computes what the lines and the document come to.</summary>
    public void Price()
    {
        var price = PriceCalculation.Of(Terms);
        foreach (var (line, linePrice) in Lines.OrderBy(line => line.Position).Zip(price.Lines))
        {
            line.Take(linePrice);
        }

        SubtotalUnits = Scaled.ToUnits(price.Subtotal);
        DiscountUnits = Scaled.ToUnits(price.Discount);
        NetUnits = Scaled.ToUnits(price.Net);
        TaxUnits = Scaled.ToUnits(price.Tax);
        TotalUnits = Scaled.ToUnits(price.Total);
    }

    /// <summary>Takes over what another document says: for whom, what, and at what price.</summary>
    public void CopyTerms<TOther>(PricedDocument<TOther> other)
        where TOther : PricedDocument<TOther>
    {
        CustomerId = other.CustomerId;
        ContactId = other.ContactId;
        OwnerId = other.OwnerId;
        OpportunityId = other.OpportunityId;
        Currency = other.Currency;
        PricesIncludeTax = other.PricesIncludeTax;
        DiscountPercentUnits = other.DiscountPercentUnits;
        DiscountAmountUnits = other.DiscountAmountUnits;
        Notes = other.Notes;
        Parts.SyncByPosition(
            Lines,
            [.. other.Lines.OrderBy(line => line.Position)],
            (line, model) =>
            {
                line.ProductId = model.ProductId;
                line.Description = model.Description;
                line.QuantityUnits = model.QuantityUnits;
                line.UnitPriceUnits = model.UnitPriceUnits;
                line.DiscountPercentUnits = model.DiscountPercentUnits;
                line.DiscountAmountUnits = model.DiscountAmountUnits;
                line.TaxRateUnits = model.TaxRateUnits;
                line.TaxCode = model.TaxCode;
            }
        );
        Price();
    }
}
