using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Crm.Api.Imports;

/// <summary>A text by which a row says who it is about.</summary>
internal sealed class RowKey(string name, string text)
{
    private UInt128? _fingerprint;

    public string Name => name;

    public string Text => text;

    /// <summary>128 bits of SHA-256: two different keys are taken for one less often than a disk errs.</summary>
    public UInt128 Fingerprint => _fingerprint ??= FingerprintOf($"{name}\0{text}");

    /// <summary>That of a record itself.</summary>
    public static UInt128 Of(Guid recordId) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes([recordId]));

    private static UInt128 FingerprintOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes<char>(text), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
