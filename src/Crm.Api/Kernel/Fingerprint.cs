using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Crm.Api.Kernel;

/// <summary>
/// 128 bits that stand for a text as long as the process lives: two different texts have the same less often than a disk errs. Seeded by
/// chance, so that nobody can prepare two that do.
/// </summary>
internal static class Fingerprint
{
    private static readonly long Seed = MemoryMarshal.Read<long>(RandomNumberGenerator.GetBytes(sizeof(long)));

    public static UInt128 Of(ReadOnlySpan<char> text) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text), Seed);
}
