using System.Buffers.Binary;

namespace Crm.Api.Kernel;

/// <summary>
/// UUIDs version 7 of one moment that sort in the order they were made: the first is random, each further one adds one to it, as RFC
/// 9562 §6.2 allows. Indexes grow at their end, and only the first asks the operating system for randomness.
/// </summary>
internal sealed class SequentialIds(DateTimeOffset moment)
{
    // The variant keeps two bits; two more stay free, so that no count can run into them.
    private const ulong Variant = 0x8000_0000_0000_0000;
    private const ulong Countable = 0x0FFF_FFFF_FFFF_FFFF;
    private const int Half = 8;

    private ulong _head;
    private ulong _tail;

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[2 * Half];
        if (_tail == 0)
        {
            Guid.CreateVersion7(moment).TryWriteBytes(bytes, bigEndian: true, out _);
            _head = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            _tail = Variant | (BinaryPrimitives.ReadUInt64BigEndian(bytes[Half..]) & Countable);
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, _head);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[Half..], _tail++);
        return new Guid(bytes, bigEndian: true);
    }
}
