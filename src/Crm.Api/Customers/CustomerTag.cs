using Crm.Api.Kernel;

namespace Crm.Api.Customers;

/// <summary>A word somebody put on a customer.</summary>
internal sealed class CustomerTag : Part
{
    public string Value { get; set; } = "";
}
