using Crm.Api.Kernel;
using Crm.Api.Pricing;
using Crm.Api.Users;

namespace Crm.Api.Opportunities;

/// <summary>A deal on its way through a pipeline, to be won or lost.</summary>
internal sealed partial class Opportunity : Record, INumbered
{
    public string Number { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    public string? Description { get; set; }

    /// <summary>May be unknown until the deal is won.</summary>
    public Guid? CustomerId { get; set; }

    /// <summary>The person we talk to.</summary>
    public Guid? ContactId { get; set; }

    public Guid? OwnerId { get; set; }

    /// <summary>Only for queries, which reach the owner's team through it.</summary>
    public User? Owner { get; set; }

    public string? Source { get; set; }

    public DateOnly? ExpectedCloseDate { get; set; }

    /// <summary>What the deal is worth: as written, or else what its lines come to; null when neither says.</summary>
    public long? AmountUnits { get; set; }

    /// <summary>Of the amount and of every line; null exactly when there is no amount.</summary>
    public string? Currency { get; set; }

    /// <summary>True when the amount was written rather than computed from the lines.</summary>
    public bool AmountIsExplicit { get; set; }

    /// <summary>The part of the amount that no line accounts for.</summary>
    public long? BeyondLinesUnits { get; set; }

    /// <summary>How likely it is to be won, in percent, when somebody knows better than the stage.</summary>
    public long? ProbabilityUnits { get; set; }

    public List<OpportunityLine> Lines { get; } = [];

    public List<StageEntry> StageHistory { get; } = [];

    public List<ExternalId<Opportunity>> ExternalIds { get; } = [];

    public void NameIt(string name)
    {
        Name = name.Trim();
        NameSort = SortKey.Of(name);
    }

    /// <summary>Sets lines and amount: an amount that is written wins over what the lines come to.</summary>
    public void Price(Money? amount, IReadOnlyList<OpportunityLineForm>? lines)
    {
        if (amount is { Units: < 0 })
        {
            throw RuleBroken.Invalid("amount-negative", "An amount is not below zero.", "/amount");
        }

        Currency = OneCurrency(amount, lines);
        Parts.SyncByPosition(Lines, lines, (line, form) => line.Fill(form));
        PriceLines();

        AmountIsExplicit = amount is not null;
        AmountUnits = amount?.Units ?? Lines.Select(line => line.TotalUnits).Aggregate((long?)null, Added);
        Apportion();
    }

    public void Expect(decimal? probability) =>
        ProbabilityUnits = probability is { } percent ? Percent.ToUnits(percent, "/probability") : null;

    /// <summary>By the rule that quotes follow too, so that both come to the same.</summary>
    private void PriceLines()
    {
        var terms = Lines.ConvertAll(line => line.Terms);
        var prices = Currency is null
            ? null
            : PriceCalculation.Of(new DocumentTerms(Currency, PricesIncludeTax: false, Discount.None, terms)).Lines;
        foreach (var line in Lines)
        {
            line.TotalUnits = line.UnitPriceUnits is null ? null : Scaled.ToUnits(prices![line.Position].Total);
        }
    }

    /// <summary>What reports by product count: each line its total, a single line the whole amount.</summary>
    private void Apportion()
    {
        foreach (var line in Lines)
        {
            line.ShareUnits = Lines.Count == 1 ? AmountUnits : line.TotalUnits;
        }

        BeyondLinesUnits = AmountUnits - Lines.Sum(line => line.ShareUnits ?? 0);
    }

    private static long? Added(long? sum, long? total) => sum is null ? total : sum + (total ?? 0);

    private static string? OneCurrency(Money? amount, IReadOnlyList<OpportunityLineForm>? lines)
    {
        var currency = amount?.Currency;
        for (var index = 0; index < lines?.Count; index++)
        {
            var ofLine = lines[index].UnitPrice?.Currency;
            currency ??= ofLine;
            if (ofLine is not null && ofLine != currency)
            {
                throw RuleBroken.Invalid(
                    "currency-mixed",
                    $"The amount and all lines are in one currency, here {currency}.",
                    $"/lines/{index}/unitPrice"
                );
            }
        }

        return currency;
    }
}
