using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel.Validation;
using Crm.Api.Orders;
using Crm.Api.Pricing;

namespace Crm.Api.Quotes;

/// <summary>A quote, as it is written. Only owner and external ids can be changed once it is no draft any more.</summary>
internal sealed class QuoteForm : PricedDocumentForm
{
    /// <summary>The date on the quote; today unless given.</summary>
    [Example("2026-01-31")]
    public DateOnly? IssueDate { get; init; }

    /// <summary>The last day on which it can be accepted, in the installation's time zone; absent: it does not expire.</summary>
    [Example("2026-03-02")]
    public DateOnly? ValidUntil { get; init; }

    [StringLength(1000)]
    [Example("30 days net")]
    public string? PaymentTerms { get; init; }

    [StringLength(1000)]
    [Example("Free to the door, within two weeks")]
    public string? DeliveryTerms { get; init; }
}

/// <summary>What we offer a customer, at what price and until when.</summary>
internal sealed class QuoteResponse : PricedDocumentResponse
{
    /// <summary>1 for the first. A revision is a quote of its own, whose number is the first one's with the revision behind it.</summary>
    [Required]
    [Example(1)]
    public required int Revision { get; init; }

    /// <summary>
    /// <c>expired</c> is what a sent quote reads as from the day after <c>validUntil</c> on, in the installation's time zone. It follows
    /// from the clock, so neither version nor entity tag move when it happens.
    /// </summary>
    [Required]
    [Example("draft")]
    public required QuoteState State { get; init; }

    [Required]
    [Example("2026-01-31")]
    public required DateOnly IssueDate { get; init; }

    [Example("2026-03-02")]
    public DateOnly? ValidUntil { get; init; }

    [Example("30 days net")]
    public string? PaymentTerms { get; init; }

    [Example("Free to the door, within two weeks")]
    public string? DeliveryTerms { get; init; }

    public string? DeclineReason { get; init; }

    public DateTimeOffset? ApproveTime { get; init; }

    public DateTimeOffset? SendTime { get; init; }

    public DateTimeOffset? AcceptTime { get; init; }

    public DateTimeOffset? DeclineTime { get; init; }

    /// <summary>The quote this one revises.</summary>
    public Guid? RevisesId { get; init; }

    /// <summary>The quote that took this one's place.</summary>
    public Guid? RevisedById { get; init; }

    /// <summary>The order that accepting it made.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>The order that accepting it made, when expanded, and in the answer to accepting.</summary>
    public OrderResponse? Order { get; set; }
}
