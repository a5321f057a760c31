using Crm.Api.Data;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Orders;

/// <summary>What each verb of an order begins and ends with.</summary>
internal sealed class OrderVerb(OrderResource resource, Work work, IOptions<DatabaseOptions> options)
    : RecordVerb<Order, OrderForm, OrderResponse>(resource, work, options);
