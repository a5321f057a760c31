namespace Crm.Api.Orders;

/// <summary>What has become of an order.</summary>
internal enum OrderStatus
{
    Open,
    Fulfilled,
    Cancelled,
}

/// <summary>How an order came to us.</summary>
internal enum OrderChannel
{
    Web,
    CallCentre,
    Partner,
    FieldSales,
    Shop,
    Import,
    Other,
}
