using Crm.Api.Kernel;
using Crm.Api.Pricing;

namespace Crm.Api.Opportunities;

/// <summary>Something the deal is about.</summary>
internal sealed class OpportunityLine : ListedPart
{
    public Guid? ProductId { get; set; }

    public string? Description { get; set; }

    public long QuantityUnits { get; set; }

    /// <summary>In the currency of the opportunity; null while nobody knows.</summary>
    public long? UnitPriceUnits { get; set; }

    public long DiscountPercentUnits { get; set; }

    /// <summary>Quantity times unit price, less the discount.</summary>
    public long? TotalUnits { get; set; }

    /// <summary>What of the opportunity's amount falls to this line.</summary>
    public long? ShareUnits { get; set; }

    /// <summary>What its price follows from.</summary>
    public LineTerms Terms =>
        new(
            Scaled.FromUnits(QuantityUnits),
            Scaled.FromUnits(UnitPriceUnits ?? 0),
            new Discount(Scaled.FromUnits(DiscountPercentUnits), Amount: null),
            Tax: default
        );

    public void Fill(OpportunityLineForm form)
    {
        var pointer = $"/lines/{Position}";
        if (form.ProductId is null && string.IsNullOrWhiteSpace(form.Description))
        {
            throw RuleBroken.Invalid("line-empty", "A line names a product or describes what it is about.", pointer);
        }

        ProductId = form.ProductId;
        Description = form.Description;
        QuantityUnits = QuantityOf(form.Quantity ?? 1, pointer);
        UnitPriceUnits = form.UnitPrice is { Units: < 0 }
            ? throw RuleBroken.Invalid("price-negative", "A price is not below zero.", $"{pointer}/unitPrice")
            : form.UnitPrice?.Units;
        DiscountPercentUnits = Percent.ToUnits(form.DiscountPercent ?? 0, $"{pointer}/discountPercent");
    }

    private static long QuantityOf(decimal quantity, string pointer) =>
        quantity > 0 && Scaled.TryToUnits(quantity, Scaled.Scale, out var units) == ScaledResult.Exact
            ? units
            : throw RuleBroken.Invalid(
                "quantity-invalid",
                "A quantity is above zero and has at most 4 decimals.",
                $"{pointer}/quantity"
            );
}
