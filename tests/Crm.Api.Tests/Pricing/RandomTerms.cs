using Crm.Api.Pricing;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Pricing;

/// <summary>Documents at random, of the kinds that are allowed: awkward prices, every sort of discount, several taxes and currencies.</summary>
internal static class RandomTerms
{
    private static readonly Gen<decimal> Percent = Gen.OneOf(
        Gen.Elements(0m, 5m, 10m, 33.3333m, 50m, 100m),
        Gen.Choose(0, 1_000_000).Select(units => units / 10_000m)
    );

    private static readonly Gen<decimal> Quantity = Gen.OneOf(
        Gen.Choose(1, 20).Select(whole => (decimal)whole),
        Gen.Choose(1, 200_000).Select(units => units / 10_000m)
    );

    private static readonly Gen<decimal> UnitPrice = Gen.OneOf(
        Gen.Choose(0, 100_000).Select(cents => cents / 100m),
        Gen.Choose(0, 1_000_000).Select(units => units / 10_000m),
        Gen.Choose(0, 1_000).Select(thousands => thousands * 1_000_000m)
    );

    private static readonly Gen<Tax> AnyTax =
        from rate in Gen.Elements(0m, 7m, 19m, 8.875m, 100m)
        from code in Gen.Elements<string?>(null, "S", "Z")
        select new Tax(rate, code);

    private static readonly Gen<LineTerms> Line =
        from quantity in Quantity
        from price in UnitPrice
        from percent in Percent
        from kind in Gen.Choose(0, 2)
        from tax in AnyTax
        let discount = kind switch
        {
            0 => Discount.None,
            1 => new Discount(percent, null),
            _ => new Discount(null, decimal.Floor(quantity * price * percent / 100)),
        }
        select new LineTerms(quantity, price, discount, tax);

    /// <summary>A document with 0 to about 20 lines whose discounts never exceed what they are taken off.</summary>
    public static Arbitrary<DocumentTerms> Document { get; } =
        (
            from lines in Line.ListOf().Resize(20)
            from currency in Gen.Elements("EUR", "JPY", "KWD", "CLF")
            from inclusive in Gen.Elements(true, false)
            from percent in Percent
            from byAmount in Gen.Elements(true, false)
            let terms = new DocumentTerms(currency, inclusive, Discount.None, [.. lines])
            let amount = decimal.Floor(PriceCalculation.Of(terms).Subtotal * percent / 100)
            select terms with
            {
                Discount = byAmount ? new Discount(null, amount) : new Discount(percent, null),
            }
        ).ToArbitrary();
}
