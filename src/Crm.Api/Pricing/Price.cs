namespace Crm.Api.Pricing;

/// <summary>What a line comes to; each figure of all lines adds up to the document's.</summary>
/// <param name="Subtotal">Quantity times unit price, rounded.</param>
/// <param name="Discount">The line's own discount.</param>
/// <param name="DocumentDiscount">Its share of the document's discount.</param>
/// <param name="Net">After all discounts, without tax.</param>
/// <param name="Tax">Its share of the tax.</param>
internal readonly record struct LinePrice(
    decimal Subtotal,
    decimal Discount,
    decimal DocumentDiscount,
    decimal Net,
    decimal Tax
)
{
    public decimal Total => Net + Tax;
}

/// <summary>What a document comes to.</summary>
/// <param name="Lines">In the order of the terms.</param>
/// <param name="Subtotal">The lines after their own discounts, as priced: with tax where prices include it.</param>
/// <param name="Discount">The document's discount on that.</param>
/// <param name="Net">After all discounts, without tax.</param>
/// <param name="Tax">All taxes.</param>
internal sealed record DocumentPrice(
    IReadOnlyList<LinePrice> Lines,
    decimal Subtotal,
    decimal Discount,
    decimal Net,
    decimal Tax
)
{
    public decimal Total => Net + Tax;
}
