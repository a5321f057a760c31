using System.ComponentModel.DataAnnotations;
using Crm.Api.Customers;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;
using Crm.Api.Opportunities;
using Crm.Api.Users;

namespace Crm.Api.Pricing;

/// <summary>What quotes and orders have in common, as it is written.</summary>
internal abstract class PricedDocumentForm
{
    private const int MaxLines = 500;

    /// <summary>Who buys.</summary>
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    [RefersTo("customers")]
    public Guid? CustomerId { get; init; }

    /// <summary>The person we talk to: a customer of kind person.</summary>
    [RefersTo("customers")]
    public Guid? ContactId { get; init; }

    /// <summary>The user who looks after it.</summary>
    [RefersTo("users")]
    public Guid? OwnerId { get; init; }

    /// <summary>The deal it belongs to; when that has a customer, it is the same one.</summary>
    [RefersTo("opportunities")]
    public Guid? OpportunityId { get; init; }

    /// <summary>ISO 4217. The first line's unless given, and without one the installation's; all amounts must be in it.</summary>
    [StringLength(3)]
    [CurrencyCode]
    [Example("EUR")]
    public string? Currency { get; init; }

    /// <summary>True: prices include tax, which is taken out of them. False: tax is added.</summary>
    [Example(false)]
    public bool PricesIncludeTax { get; init; }

    /// <summary>Off the sum of the lines; not together with an amount.</summary>
    [Range(0d, 100d)]
    [DecimalPlaces(Scaled.Scale)]
    [Example(10)]
    public decimal? DiscountPercent { get; init; }

    /// <summary>Off the sum of the lines, and no more than it; not together with a percentage.</summary>
    public Money? DiscountAmount { get; init; }

    [MaxLength(MaxLines)]
    public IReadOnlyList<PricedLineForm>? Lines { get; init; }

    /// <summary>For ourselves.</summary>
    [StringLength(4000)]
    public string? Notes { get; init; }

    /// <summary>What other systems call it; each is unique.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }
}

/// <summary>What is offered or sold, how much of it and at what price.</summary>
internal sealed class PricedLineForm
{
    /// <summary>The product; without one the line needs a description and a price.</summary>
    [RefersTo("products")]
    public Guid? ProductId { get; init; }

    /// <summary>The product's name unless given.</summary>
    [StringLength(1000)]
    [Example("GTX Pro")]
    public string? Description { get; init; }

    [Required]
    [Range(0.0001, 999_999_999d)]
    [DecimalPlaces(Scaled.Scale)]
    [Example(3)]
    public decimal? Quantity { get; init; }

    /// <summary>For one; up to four decimals. The product's price in the currency unless given.</summary>
    public Money? UnitPrice { get; init; }

    /// <summary>Off the line; not together with an amount.</summary>
    [Range(0d, 100d)]
    [DecimalPlaces(Scaled.Scale)]
    [Example(5)]
    public decimal? DiscountPercent { get; init; }

    /// <summary>Off the whole line, and no more than it; not together with a percentage.</summary>
    public Money? DiscountAmount { get; init; }

    /// <summary>In percent; 0 unless given.</summary>
    [Range(0d, 100d)]
    [DecimalPlaces(Scaled.Scale)]
    [Example(19)]
    public decimal? TaxRate { get; init; }

    /// <summary>What the books call the tax; lines alike in rate and code are taxed together.</summary>
    [StringLength(20)]
    [Example("S")]
    public string? TaxCode { get; init; }
}

/// <summary>What quotes and orders have in common. All totals are computed by the service.</summary>
internal abstract class PricedDocumentResponse : RecordResponse
{
    [Required]
    public string Number { get; set; } = "";

    [Required]
    public Guid CustomerId { get; set; }

    public Guid? ContactId { get; set; }

    public Guid? OwnerId { get; set; }

    /// <summary>The deal it belongs to.</summary>
    public Guid? OpportunityId { get; set; }

    [Required]
    [Example("EUR")]
    public string Currency { get; set; } = "";

    [Required]
    [Example(false)]
    public bool PricesIncludeTax { get; set; }

    [Example(10)]
    public decimal? DiscountPercent { get; set; }

    public Money? DiscountAmount { get; set; }

    public IReadOnlyList<PricedLineResponse>? Lines { get; set; }

    /// <summary>The lines after their own discounts, as priced: with tax where prices include it.</summary>
    [Required]
    public Money? Subtotal { get; set; }

    /// <summary>The document's discount on that; spread over the lines.</summary>
    [Required]
    public Money? Discount { get; set; }

    /// <summary>After all discounts, without tax.</summary>
    [Required]
    public Money? Net { get; set; }

    /// <summary>One for each rate and code.</summary>
    public IReadOnlyList<TaxResponse>? Taxes { get; set; }

    /// <summary>All taxes.</summary>
    [Required]
    public Money? Tax { get; set; }

    /// <summary>Net and tax.</summary>
    [Required]
    public Money? Total { get; set; }

    [Required]
    [Example("commercial")]
    public PriceRounding Rounding { get; set; }

    public string? Notes { get; set; }

    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; set; }

    /// <summary>Who buys, when expanded.</summary>
    public CustomerResponse? Customer { get; set; }

    /// <summary>The person we talk to, when expanded.</summary>
    public CustomerResponse? Contact { get; set; }

    /// <summary>The user who looks after it, when expanded.</summary>
    public UserResponse? Owner { get; set; }

    /// <summary>The deal it belongs to, when expanded.</summary>
    public OpportunityResponse? Opportunity { get; set; }
}

/// <summary>What a line says, and what it comes to. Each figure of all lines adds up to the document's.</summary>
internal sealed class PricedLineResponse
{
    public Guid? ProductId { get; init; }

    [Required]
    [Example("GTX Pro")]
    public required string Description { get; init; }

    [Required]
    [Example(3)]
    public required decimal Quantity { get; init; }

    [Required]
    public required Money UnitPrice { get; init; }

    [Example(5)]
    public decimal? DiscountPercent { get; init; }

    public Money? DiscountAmount { get; init; }

    [Required]
    [Example(19)]
    public required decimal TaxRate { get; init; }

    [Example("S")]
    public string? TaxCode { get; init; }

    /// <summary>Quantity times unit price, rounded.</summary>
    [Required]
    public required Money Subtotal { get; init; }

    /// <summary>The line's own discount.</summary>
    [Required]
    public required Money Discount { get; init; }

    /// <summary>Its share of the document's discount.</summary>
    [Required]
    public required Money DocumentDiscount { get; init; }

    /// <summary>After all discounts, without tax.</summary>
    [Required]
    public required Money Net { get; init; }

    /// <summary>Its share of the tax.</summary>
    [Required]
    public required Money Tax { get; init; }

    /// <summary>Net and tax.</summary>
    [Required]
    public required Money Total { get; init; }
}

/// <summary>The tax of the lines that are alike in rate and code, rounded once for all of them.</summary>
internal sealed class TaxResponse
{
    [Required]
    [Example(19)]
    public required decimal Rate { get; init; }

    [Example("S")]
    public string? Code { get; init; }

    /// <summary>What is taxed.</summary>
    [Required]
    public required Money Net { get; init; }

    [Required]
    public required Money Tax { get; init; }
}

/// <summary>
/// How totals are rounded. <c>commercial</c>: each line, each discount and the tax of each rate to the currency's minor unit, half
/// away from zero; shares of a discount or tax so that they add up exactly.
/// </summary>
internal enum PriceRounding
{
    Commercial,
}
