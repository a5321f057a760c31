using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Customers;
using Crm.Api.Http;

namespace Crm.Api.Merges.Survivorship;

/// <summary>One of the records that become one, as its update form says it.</summary>
internal sealed record MergeMember(Guid Id, JsonObject Form, DateTimeOffset CreateTime, DateTimeOffset UpdateTime)
{
    public string? Source => (string?)Form["source"];

    /// <summary>How many fields have a value.</summary>
    public int Filled => Form.Count(filled => filled.Value is not null);

    public static MergeMember Of(Customer customer) =>
        new(customer.Id, FormOf(customer), customer.CreateTime, customer.UpdateTime);

    public static JsonObject FormOf(Customer customer) =>
        JsonSerializer.SerializeToNode(CustomerMapping.ToForm(customer), Json.TypeInfo<CustomerForm>())!.AsObject();
}
