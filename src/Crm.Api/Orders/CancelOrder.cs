using System.ComponentModel.DataAnnotations;
using Crm.Api.Http;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Orders;

/// <summary>Notes that an order will not be fulfilled, and why.</summary>
internal static class CancelOrder
{
    public static async Task<Answer<OrderResponse>> Handle(
        IdOrNumber id,
        Body<CancelOrderRequest> body,
        HttpContext http,
        OrderVerb verb,
        CancellationToken cancellationToken
    )
    {
        var order = await verb.LoadAsync(id, http, cancellationToken);
        order.Cancel(body.Value.Reason!, verb.Work.Now);
        return await verb.AnswerAsync(order, cancellationToken);
    }
}

/// <summary>Why the order will not be fulfilled.</summary>
internal sealed class CancelOrderRequest
{
    [Required]
    [StringLength(1000)]
    [Example("Ordered twice")]
    public string? Reason { get; init; }
}
