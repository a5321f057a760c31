using Crm.Api.Kernel;
using Crm.Api.Pricing;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Pricing;

public sealed class PriceCalculationTests
{
    private static readonly Tax Standard = new(19, "S");
    private static readonly Tax Reduced = new(7, "R");

    [Fact]
    public void Discounts_come_off_before_taxes_which_are_counted_per_rate()
    {
        var price = PriceCalculation.Of(
            Document(
                new Discount(10, null),
                new LineTerms(3, 19.99m, new Discount(5, null), Standard),
                new LineTerms(1.5m, 4.30m, Discount.None, Reduced)
            )
        );

        Assert.Equal(new LinePrice(59.97m, 3.00m, 5.70m, 51.27m, 9.74m), price.Lines[0]);
        Assert.Equal(new LinePrice(6.45m, 0m, 0.64m, 5.81m, 0.41m), price.Lines[1]);
        Assert.Equal(63.42m, price.Subtotal);
        Assert.Equal(6.34m, price.Discount);
        Assert.Equal(57.08m, price.Net);
        Assert.Equal(10.15m, price.Tax);
        Assert.Equal(67.23m, price.Total);
    }

    [Fact]
    public void Prices_that_include_tax_are_the_total_and_the_tax_is_taken_out_of_them()
    {
        var price = PriceCalculation.Of(
            Document(Discount.None, new LineTerms(1, 119, Discount.None, Standard)) with
            {
                PricesIncludeTax = true,
            }
        );

        Assert.Equal(119m, price.Subtotal);
        Assert.Equal(100m, price.Net);
        Assert.Equal(19m, price.Tax);
        Assert.Equal(119m, price.Total);
    }

    [Theory]
    [InlineData("EUR", "0.125", "0.13")]
    [InlineData("EUR", "0.135", "0.14")]
    [InlineData("EUR", "0.1249", "0.12")]
    [InlineData("JPY", "2.5", "3")]
    [InlineData("JPY", "3.5", "4")]
    [InlineData("KWD", "0.0005", "0.001")]
    [InlineData("CLF", "0.0001", "0.0001")]
    public void A_half_is_rounded_away_from_zero_to_the_minor_unit(string currency, string price, string expected)
    {
        var unitPrice = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture);
        var terms = Document(Discount.None, new LineTerms(1, unitPrice, Discount.None, new Tax(0, null)));

        var total = PriceCalculation.Of(terms with { Currency = currency }).Total;

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), total);
    }

    [Fact]
    public void Tax_is_rounded_once_for_all_lines_of_a_rate_and_not_line_by_line()
    {
        var line = new LineTerms(1, 0.10m, Discount.None, Standard);

        var price = PriceCalculation.Of(Document(Discount.None, line, line, line));

        Assert.Equal(0.06m, price.Tax);
        Assert.Equal([0.02m, 0.02m, 0.02m], price.Lines.Select(one => one.Tax));
        Assert.Equal(0.04m, PriceCalculation.Of(Document(Discount.None, line, line)).Tax);
    }

    [Theory]
    [InlineData(true, "/lines/0/discountAmount")]
    [InlineData(false, "/discountAmount")]
    public void A_discount_cannot_be_larger_than_what_it_is_taken_off(bool ofLine, string blamed)
    {
        var tooLarge = new Discount(null, 10.01m);
        var line = new LineTerms(1, 10, ofLine ? tooLarge : Discount.None, Standard);

        var broken = Assert.Throws<RuleBroken>(() =>
            PriceCalculation.Of(Document(ofLine ? Discount.None : tooLarge, line))
        );

        Assert.Equal(("discount-too-large", blamed), (broken.Code, broken.Pointer));
    }

    [Theory]
    [InlineData("999999999", "999999999999.9999", 1, "/lines/0")]
    [InlineData("1", "999999999999.9999", 1, "/lines/0")]
    [InlineData("1", "999999999999.99", 2, "/lines")]
    [InlineData("1", "900000000000", 1, "/lines")]
    public void An_amount_too_large_to_be_kept_is_refused(string quantity, string price, int lines, string blamed)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var line = new LineTerms(
            decimal.Parse(quantity, culture),
            decimal.Parse(price, culture),
            Discount.None,
            Standard
        );

        var broken = Assert.Throws<RuleBroken>(() =>
            PriceCalculation.Of(Document(Discount.None, [.. Enumerable.Repeat(line, lines)]))
        );

        Assert.Equal(("amount-out-of-range", blamed), (broken.Code, broken.Pointer));
    }

    [Fact]
    public void Every_figure_of_the_lines_adds_up_to_that_of_the_document() =>
        Holds(
            (_, price) =>
                price.Lines.Sum(line => line.Subtotal - line.Discount) == price.Subtotal
                && price.Lines.Sum(line => line.DocumentDiscount) == price.Discount
                && price.Lines.Sum(line => line.Net) == price.Net
                && price.Lines.Sum(line => line.Tax) == price.Tax
                && price.Lines.Sum(line => line.Total) == price.Total
        );

    [Fact]
    public void The_total_is_the_discounted_price_plus_tax_or_with_the_tax_inside() =>
        Holds(
            (terms, price) => price.Total == price.Subtotal - price.Discount + (terms.PricesIncludeTax ? 0 : price.Tax)
        );

    [Fact]
    public void No_figure_is_negative_or_finer_than_the_currency() =>
        Holds(
            (terms, price) =>
                price
                    .Lines.SelectMany(line =>
                        new[] { line.Subtotal, line.Discount, line.DocumentDiscount, line.Net, line.Tax }
                    )
                    .Concat([price.Subtotal, price.Discount, price.Net, price.Tax, price.Total])
                    .All(figure =>
                        figure >= 0 && figure == Money.Round(figure, terms.Currency, MidpointRounding.AwayFromZero)
                    )
        );

    [Fact]
    public void The_tax_of_a_rate_is_that_rate_of_its_net_but_for_the_rounding() =>
        Holds(
            (terms, price) =>
                terms
                    .Lines.Zip(price.Lines)
                    .GroupBy(pair => pair.First.Tax)
                    .All(tax =>
                        Math.Abs(
                            tax.Sum(pair => pair.Second.Tax) - (tax.Sum(pair => pair.Second.Net) * tax.Key.Rate / 100)
                        ) <= Unit(terms)
                    )
        );

    [Fact]
    public void The_order_of_the_lines_does_not_matter_for_the_totals() =>
        Holds(
            (terms, price) =>
                Totals(PriceCalculation.Of(terms with { Lines = [.. terms.Lines.Reverse()] })) == Totals(price)
        );

    [Fact]
    public void A_discount_of_zero_is_no_discount() =>
        Holds(
            (terms, _) =>
            {
                var none = PriceCalculation.Of(WithDiscounts(terms, Discount.None));
                return Same(none, PriceCalculation.Of(WithDiscounts(terms, new Discount(0, null))))
                    && Same(none, PriceCalculation.Of(WithDiscounts(terms, new Discount(null, 0))));
            }
        );

    [Fact]
    public void Splitting_a_line_of_two_changes_the_subtotal_by_no_more_than_its_rounding() =>
        Holds(
            (terms, _) =>
            {
                if (terms.Lines.Count == 0)
                {
                    return true;
                }

                var one = terms.Lines[0] with { Quantity = 1, Discount = Discount.None };
                var whole = PriceCalculation.Of(terms with { Lines = [one with { Quantity = 2 }], Discount = default });
                var split = PriceCalculation.Of(terms with { Lines = [one, one], Discount = default });
                // Two roundings of half a unit each, against one.
                return Math.Abs(whole.Subtotal - split.Subtotal) <= Unit(terms);
            }
        );

    private static void Holds(Func<DocumentTerms, DocumentPrice, bool> property) =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(RandomTerms.Document, terms => property(terms, PriceCalculation.Of(terms)))
        );

    private static DocumentTerms Document(Discount discount, params LineTerms[] lines) =>
        new("EUR", PricesIncludeTax: false, discount, lines);

    private static DocumentTerms WithDiscounts(DocumentTerms terms, Discount discount) =>
        terms with
        {
            Discount = discount,
            Lines = [.. terms.Lines.Select(line => line with { Discount = discount })],
        };

    private static decimal Unit(DocumentTerms terms) =>
        new(1, 0, 0, false, (byte)Currencies.MinorUnits(terms.Currency));

    private static (decimal, decimal, decimal, decimal) Totals(DocumentPrice price) =>
        (price.Subtotal, price.Discount, price.Net, price.Tax);

    private static bool Same(DocumentPrice one, DocumentPrice other) =>
        Totals(one) == Totals(other) && one.Lines.SequenceEqual(other.Lines);
}
