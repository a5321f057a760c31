namespace Crm.Api.Pricing;

/// <summary>What a line says about its price.</summary>
internal sealed record LineTerms(decimal Quantity, decimal UnitPrice, Discount Discount, Tax Tax);

/// <summary>What a document says about its price; everything else follows from it.</summary>
internal sealed record DocumentTerms(
    string Currency,
    bool PricesIncludeTax,
    Discount Discount,
    IReadOnlyList<LineTerms> Lines
);
