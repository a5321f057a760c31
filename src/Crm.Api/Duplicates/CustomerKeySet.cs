using System.Runtime.InteropServices;

namespace Crm.Api.Duplicates;

/// <summary>
/// All keys of one customer, so that nobody has to look for them when they change: <see cref="CustomerKey"/> lies in the order of the keys.
/// </summary>
internal sealed class CustomerKeySet
{
    public required Guid CustomerId { get; set; }

    /// <summary>The <see cref="BlockKeysOfCustomers.Version"/> that made them.</summary>
    public required int Version { get; set; }

    /// <summary>Eight bytes a key.</summary>
    public required byte[] Keys { get; set; }

    public static CustomerKeySet Of(Guid customerId, IReadOnlyList<long> keys) =>
        new()
        {
            CustomerId = customerId,
            Version = BlockKeysOfCustomers.Version,
            Keys = BytesOf(keys),
        };

    public long[] ToKeys() => [.. MemoryMarshal.Cast<byte, long>(Keys)];

    public static byte[] BytesOf(IReadOnlyList<long> keys) => [.. MemoryMarshal.AsBytes<long>([.. keys])];
}
