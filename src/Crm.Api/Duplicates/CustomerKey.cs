namespace Crm.Api.Duplicates;

/// <summary>A block key that a customer has, by which those who may be the same are found.</summary>
internal sealed class CustomerKey
{
    public required long Key { get; set; }

    public required Guid CustomerId { get; set; }
}
