using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Products;

namespace Crm.Api.Pricing;

/// <summary>Priced documents between form, entity and answer.</summary>
internal static class PricedMapping
{
    public static void Fill<TDocument>(
        TDocument document,
        PricedDocumentForm form,
        string defaultCurrency,
        IReadOnlyDictionary<Guid, Product> products
    )
        where TDocument : PricedDocument<TDocument>
    {
        document.CustomerId = form.CustomerId!.Value;
        document.ContactId = form.ContactId;
        document.OwnerId = form.OwnerId;
        document.OpportunityId = form.OpportunityId;
        document.Currency =
            form.Currency ?? (form.Lines is [{ UnitPrice: { } price }, ..] ? price.Currency : defaultCurrency);
        document.PricesIncludeTax = form.PricesIncludeTax;
        (document.DiscountPercentUnits, document.DiscountAmountUnits) = DiscountOf(
            form.DiscountPercent,
            form.DiscountAmount,
            document.Currency,
            pointer: ""
        );
        document.Notes = form.Notes;
        ExternalIds.Fill(document.ExternalIds, form.ExternalIds);
        var items = form.Lines?.Select((line, index) => (Line: line, Pointer: $"/lines/{index}")).ToList();
        Parts.SyncByPosition(
            document.Lines,
            items,
            (line, item) =>
                Fill(
                    line,
                    item.Line,
                    document.Currency,
                    item.Line.ProductId is { } id ? products.GetValueOrDefault(id) : null,
                    item.Pointer
                )
        );
    }

    public static void DescribePriced<TDocument>(this PricedDocumentResponse response, TDocument document)
        where TDocument : PricedDocument<TDocument>
    {
        var currency = document.Currency;
        var lines = document.Lines.OrderBy(line => line.Position).ToList();
        response.Describe(document);
        response.Number = document.Number;
        response.CustomerId = document.CustomerId;
        response.ContactId = document.ContactId;
        response.OwnerId = document.OwnerId;
        response.OpportunityId = document.OpportunityId;
        response.Currency = currency;
        response.PricesIncludeTax = document.PricesIncludeTax;
        response.DiscountPercent = Decimal(document.DiscountPercentUnits);
        response.DiscountAmount = MoneyOf(document.DiscountAmountUnits, currency);
        response.Lines = lines.Count == 0 ? null : lines.ConvertAll(line => ToResponse(line, currency));
        response.Subtotal = Money.FromUnits(document.SubtotalUnits, currency);
        response.Discount = Money.FromUnits(document.DiscountUnits, currency);
        response.Net = Money.FromUnits(document.NetUnits, currency);
        response.Taxes = lines.Count == 0 ? null : TaxesOf(lines, currency);
        response.Tax = Money.FromUnits(document.TaxUnits, currency);
        response.Total = Money.FromUnits(document.TotalUnits, currency);
        response.Rounding = PriceRounding.Commercial;
        response.Notes = document.Notes;
        response.ExternalIds = ExternalIds.ToForm(document.ExternalIds);
    }

    public static IReadOnlyList<PricedLineForm>? LinesToForm<TDocument>(TDocument document)
        where TDocument : PricedDocument<TDocument> =>
        document.Lines.Count == 0
            ? null
            :
            [
                .. document
                    .Lines.OrderBy(line => line.Position)
                    .Select(line => new PricedLineForm
                    {
                        ProductId = line.ProductId,
                        Description = line.Description,
                        Quantity = Scaled.FromUnits(line.QuantityUnits),
                        UnitPrice = Money.FromUnits(line.UnitPriceUnits, document.Currency),
                        DiscountPercent = Decimal(line.DiscountPercentUnits),
                        DiscountAmount = MoneyOf(line.DiscountAmountUnits, document.Currency),
                        TaxRate = Scaled.FromUnits(line.TaxRateUnits),
                        TaxCode = line.TaxCode,
                    }),
            ];

    public static decimal? Decimal(long? units) => units is { } known ? Scaled.FromUnits(known) : null;

    public static Money? MoneyOf(long? units, string currency) =>
        units is { } known ? Money.FromUnits(known, currency) : null;

    private static void Fill<TDocument>(
        PricedLine<TDocument> line,
        PricedLineForm form,
        string currency,
        Product? product,
        string pointer
    )
        where TDocument : Record
    {
        line.ProductId = form.ProductId;
        line.Description =
            Trimmed(form.Description)
            ?? product?.Name
            ?? throw RuleBroken.Invalid(
                "description-missing",
                "A line without a product needs a description.",
                $"{pointer}/description"
            );
        line.QuantityUnits = Scaled.ToUnits(form.Quantity!.Value);
        line.UnitPriceUnits = form.UnitPrice is { } price
            ? UnitsOf(price, currency, $"{pointer}/unitPrice")
            : ListPrice(product, currency, $"{pointer}/unitPrice");
        (line.DiscountPercentUnits, line.DiscountAmountUnits) = DiscountOf(
            form.DiscountPercent,
            form.DiscountAmount,
            currency,
            pointer
        );
        line.TaxRateUnits = Scaled.ToUnits(form.TaxRate ?? 0);
        line.TaxCode = Trimmed(form.TaxCode);
    }

    private static long ListPrice(Product? product, string currency, string pointer) =>
        product?.Prices.FirstOrDefault(price => price.Currency == currency)?.AmountUnits
        ?? throw RuleBroken.Invalid(
            "price-missing",
            product is null ? "A line without a product needs a price." : $"{product.Name} has no price in {currency}.",
            pointer
        );

    private static (long? Percent, long? Amount) DiscountOf(
        decimal? percent,
        Money? amount,
        string currency,
        string pointer
    ) =>
        percent is not null && amount is not null
            ? throw RuleBroken.Invalid(
                "discount-twice",
                "A discount is a percentage or an amount, not both.",
                $"{pointer}/discountAmount"
            )
            : (
                percent is { } share ? Scaled.ToUnits(share) : null,
                amount is null ? null : UnitsOf(amount, currency, $"{pointer}/discountAmount")
            );

    private static long UnitsOf(Money money, string currency, string pointer)
    {
        if (money.Currency != currency)
        {
            throw RuleBroken.Invalid(
                "currency-mismatch",
                $"All amounts are in one currency, here {currency}.",
                pointer
            );
        }

        return money.Units >= 0
            ? money.Units
            : throw RuleBroken.Invalid("amount-negative", "The amount is below zero.", pointer);
    }

    private static PricedLineResponse ToResponse<TDocument>(PricedLine<TDocument> line, string currency)
        where TDocument : Record =>
        new()
        {
            ProductId = line.ProductId,
            Description = line.Description,
            Quantity = Scaled.FromUnits(line.QuantityUnits),
            UnitPrice = Money.FromUnits(line.UnitPriceUnits, currency),
            DiscountPercent = Decimal(line.DiscountPercentUnits),
            DiscountAmount = MoneyOf(line.DiscountAmountUnits, currency),
            TaxRate = Scaled.FromUnits(line.TaxRateUnits),
            TaxCode = line.TaxCode,
            Subtotal = Money.FromUnits(line.SubtotalUnits, currency),
            Discount = Money.FromUnits(line.DiscountUnits, currency),
            DocumentDiscount = Money.FromUnits(line.DocumentDiscountUnits, currency),
            Net = Money.FromUnits(line.NetUnits, currency),
            Tax = Money.FromUnits(line.TaxUnits, currency),
            Total = Money.FromUnits(line.NetUnits + line.TaxUnits, currency),
        };

    private static List<TaxResponse> TaxesOf<TDocument>(List<PricedLine<TDocument>> lines, string currency)
        where TDocument : Record =>
        [
            .. lines
                .GroupBy(line => line.Tax)
                .OrderBy(tax => tax.Key.Rate)
                .ThenBy(tax => tax.Key.Code, StringComparer.Ordinal)
                .Select(tax => new TaxResponse
                {
                    Rate = tax.Key.Rate,
                    Code = tax.Key.Code,
                    Net = Money.FromUnits(tax.Sum(line => line.NetUnits), currency),
                    Tax = Money.FromUnits(tax.Sum(line => line.TaxUnits), currency),
                }),
        ];

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
