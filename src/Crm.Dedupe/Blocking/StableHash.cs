namespace Crm.Dedupe.Blocking;

/// <summary>64-bit hashes that are the same in every process (FNV-1a of Fowler, Noll and Vo, finished as in SplitMix64).</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return Mix(hash);
    }

    public static ulong Combine(ulong first, ulong second) => Mix((first * Prime) + second);

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
