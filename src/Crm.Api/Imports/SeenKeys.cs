using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Crm.Api.Imports;

/// <summary>
/// Which line of the file was the first to have a key. Texts are kept as 128 bits of their SHA-256: a million rows take some 40 MB
/// whatever their keys look like, and two different keys are taken for one less often than a disk errs.
/// </summary>
internal sealed class SeenKeys
{
    private readonly Dictionary<UInt128, long> _lines = [];

    /// <summary>The line that had it first; null for none.</summary>
    public long? LineOf(string key, string text) => _lines.TryGetValue(Hash(key, text), out var line) ? line : null;

    public void Add(string key, string text, long line) => _lines.TryAdd(Hash(key, text), line);

    private static UInt128 Hash(string key, string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes<char>($"{key}\0{text}"), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
