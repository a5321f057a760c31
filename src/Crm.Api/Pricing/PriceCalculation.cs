using Crm.Api.Kernel;

namespace Crm.Api.Pricing;

/// <summary>
/// What a document comes to. One rule of rounding: a line, a discount and the tax of a rate are each rounded to the currency's minor
/// unit, half away from zero. The document's discount and each tax are then spread over the lines so that the parts add up exactly.
/// </summary>
/// <remarks>Inside, amounts are whole numbers of minor units, so that parts can be counted.</remarks>
internal static class PriceCalculation
{
    private const MidpointRounding Commercial = MidpointRounding.AwayFromZero;

    private static readonly decimal MaxAmount = Scaled.FromUnits(Scaled.MaxUnits);

    /// <exception cref="RuleBroken">A discount is larger than what it is taken off, or an amount is too large to be kept.</exception>
    public static DocumentPrice Of(DocumentTerms document)
    {
        var unit = MinorUnit(document.Currency);
        var lines = document.Lines.Select((terms, index) => PriceOfLine(terms, index, unit)).ToList();
        var subtotal = CheckedSum(lines.Select(line => line.Amount), unit);
        var discount = Taken(document.Discount, subtotal, unit, pointer: "");

        // Taxes come before lines, and in an order of their own: the order of the lines must not move a cent from one tax to another.
        var taxes = lines
            .GroupBy(line => line.Tax)
            .OrderBy(tax => tax.Key.Rate)
            .ThenBy(tax => tax.Key.Code, StringComparer.Ordinal)
            .ToList();
        var discounts = Apportionment.Of(discount, [.. taxes.Select(tax => tax.Sum(line => line.Amount))]);
        foreach (var (tax, share) in taxes.Zip(discounts))
        {
            PriceTax(tax.Key, [.. tax], share, document.PricesIncludeTax);
        }

        var price = new DocumentPrice(
            [.. lines.Select(line => line.Price(unit))],
            subtotal * unit,
            discount * unit,
            lines.Sum(line => line.Net) * unit,
            lines.Sum(line => line.TaxAmount) * unit
        );
        return price.Total <= MaxAmount ? price : throw TooLarge("/lines");
    }

    private static Working PriceOfLine(LineTerms terms, int index, decimal unit)
    {
        var pointer = $"/lines/{index}";
        var exact = terms.Quantity * terms.UnitPrice;
        // Tried before rounding too, or what is far too large would not even fit into a whole number.
        if (exact > MaxAmount || Rounded(exact, unit) * unit > MaxAmount)
        {
            throw TooLarge(pointer);
        }

        var subtotal = Rounded(exact, unit);
        return new Working(terms.Tax)
        {
            Subtotal = subtotal,
            Discount = Taken(terms.Discount, subtotal, unit, pointer),
        };
    }

    private static long Taken(Discount discount, long price, decimal unit, string pointer)
    {
        var taken = discount switch
        {
            { Percent: { } percent } => Rounded(price * unit * percent / 100, unit),
            { Amount: { } amount } => Rounded(amount, unit),
            _ => 0,
        };
        return taken <= price
            ? taken
            : throw RuleBroken.Invalid(
                "discount-too-large",
                "The discount is larger than what it is taken off.",
                $"{pointer}/discountAmount"
            );
    }

    /// <summary>Spreads the discount over the lines of one tax, and the tax on what is left.</summary>
    private static void PriceTax(Tax tax, IReadOnlyList<Working> lines, long discount, bool pricesIncludeTax)
    {
        foreach (var (line, share) in lines.Zip(Apportionment.Of(discount, [.. lines.Select(line => line.Amount)])))
        {
            line.DocumentDiscount = share;
        }

        var discounted = lines.Select(line => line.Amount - line.DocumentDiscount).ToList();
        var whole = (decimal)discounted.Sum();
        var amount = decimal.Round(
            pricesIncludeTax ? whole * tax.Rate / (100 + tax.Rate) : whole * tax.Rate / 100,
            Commercial
        );
        foreach (var (index, share) in Apportionment.Of((long)amount, discounted).Index())
        {
            lines[index].TaxAmount = share;
            lines[index].Net = pricesIncludeTax ? discounted[index] - share : discounted[index];
        }
    }

    private static long CheckedSum(IEnumerable<long> amounts, decimal unit)
    {
        var sum = amounts.Sum();
        return sum * unit <= MaxAmount ? sum : throw TooLarge("/lines");
    }

    private static long Rounded(decimal amount, decimal unit) => (long)decimal.Round(amount / unit, Commercial);

    private static decimal MinorUnit(string currency) =>
        new(1, 0, 0, isNegative: false, (byte)Currencies.MinorUnits(currency));

    private static RuleBroken TooLarge(string pointer) =>
        RuleBroken.Invalid("amount-out-of-range", $"The amount is larger than {MaxAmount}.", pointer);

    /// <summary>A line while it is being priced, in minor units.</summary>
    private sealed class Working(Tax tax)
    {
        public Tax Tax => tax;

        public required long Subtotal { get; init; }

        public required long Discount { get; init; }

        public long Amount => Subtotal - Discount;

        public long DocumentDiscount { get; set; }

        public long Net { get; set; }

        public long TaxAmount { get; set; }

        public LinePrice Price(decimal unit) =>
            new(Subtotal * unit, Discount * unit, DocumentDiscount * unit, Net * unit, TaxAmount * unit);
    }
}
