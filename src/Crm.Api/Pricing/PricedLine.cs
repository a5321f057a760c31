using Crm.Api.Kernel;

namespace Crm.Api.Pricing;

/// <summary>What is offered or sold, how much of it and at what price; and, computed from all lines together, what it comes to.</summary>
internal sealed class PricedLine<TDocument> : ListedPart
    where TDocument : Record
{
    public Guid? ProductId { get; set; }

    public string Description { get; set; } = "";

    public long QuantityUnits { get; set; }

    public long UnitPriceUnits { get; set; }

    public long? DiscountPercentUnits { get; set; }

    public long? DiscountAmountUnits { get; set; }

    public long TaxRateUnits { get; set; }

    public string? TaxCode { get; set; }

    public long SubtotalUnits { get; private set; }

    public long DiscountUnits { get; private set; }

    public long DocumentDiscountUnits { get; private set; }

    public long NetUnits { get; private set; }

    public long TaxUnits { get; private set; }

    public Tax Tax => new(Scaled.FromUnits(TaxRateUnits), TaxCode);

    public LineTerms Terms =>
        new(
            Scaled.FromUnits(QuantityUnits),
            Scaled.FromUnits(UnitPriceUnits),
            Discount.FromUnits(DiscountPercentUnits, DiscountAmountUnits),
            Tax
        );

    public void Take(LinePrice price)
    {
        SubtotalUnits = Scaled.ToUnits(price.Subtotal);
        DiscountUnits = Scaled.ToUnits(price.Discount);
        DocumentDiscountUnits = Scaled.ToUnits(price.DocumentDiscount);
        NetUnits = Scaled.ToUnits(price.Net);
        TaxUnits = Scaled.ToUnits(price.Tax);
    }
}
