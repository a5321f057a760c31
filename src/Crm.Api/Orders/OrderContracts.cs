using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel.Validation;
using Crm.Api.Pricing;

namespace Crm.Api.Orders;

/// <summary>An order, as it is written. Only owner and external ids can be changed once it is not open any more.</summary>
internal sealed class OrderForm : PricedDocumentForm
{
    /// <summary>When it was ordered; now unless given. It may lie in the past, but not in the future.</summary>
    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? OrderTime { get; init; }

    /// <summary>How it came to us; absent: nobody knows.</summary>
    [Example("shop")]
    public OrderChannel? Channel { get; init; }

    /// <summary>A new order begins <c>open</c> unless it is given as <c>fulfilled</c>; later only verbs change it.</summary>
    [Example("open")]
    public OrderStatus? Status { get; init; }
}

/// <summary>What a customer bought, when and through which channel.</summary>
internal sealed class OrderResponse : PricedDocumentResponse
{
    [Required]
    [Example("open")]
    public required OrderStatus Status { get; init; }

    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset OrderTime { get; init; }

    [Example("shop")]
    public OrderChannel? Channel { get; init; }

    /// <summary>The accepted quote that made it.</summary>
    public Guid? QuoteId { get; init; }

    public DateTimeOffset? FulfillTime { get; init; }

    public DateTimeOffset? CancelTime { get; init; }

    public string? CancelReason { get; init; }
}
