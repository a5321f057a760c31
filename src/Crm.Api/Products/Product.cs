using Crm.Api.Kernel;

namespace Crm.Api.Products;

/// <summary>Something we sell.</summary>
internal sealed class Product : Record
{
    /// <summary>Our own article code.</summary>
    public string Sku { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    public string? Family { get; set; }

    public string? Description { get; set; }

    /// <summary>False for what is no longer sold; old quotes and orders keep it.</summary>
    public bool IsActive { get; set; }

    public List<ProductPrice> Prices { get; } = [];

    public List<ExternalId<Product>> ExternalIds { get; } = [];

    public void NameIt(string name)
    {
        Name = name.Trim();
        NameSort = SortKey.Of(name);
    }

    /// <summary>A list price per currency, none of them below zero.</summary>
    public void PriceAt(IReadOnlyList<Money>? prices)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < prices?.Count; index++)
        {
            if (!seen.Add(prices[index].Currency))
            {
                throw RuleBroken.Invalid(
                    "several-prices",
                    $"There is one price per currency, and two in {prices[index].Currency}.",
                    $"/prices/{index}"
                );
            }

            if (prices[index].Units < 0)
            {
                throw RuleBroken.Invalid("price-negative", "A price is not below zero.", $"/prices/{index}");
            }
        }

        Parts.SyncByKey(
            Prices,
            prices,
            price => price.Currency,
            money => money.Currency,
            (price, money) => (price.Currency, price.AmountUnits) = (money.Currency, money.Units)
        );
    }
}

/// <summary>What a product costs in one currency, for one of it, before discounts and taxes.</summary>
internal sealed class ProductPrice : Part
{
    public string Currency { get; set; } = "";

    public long AmountUnits { get; set; }
}
