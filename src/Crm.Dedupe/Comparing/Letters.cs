namespace Crm.Dedupe.Comparing;

/// <summary>Which characters a text has, as a set of bits: two texts can only be alike when most bits are.</summary>
internal static class Letters
{
    public static ulong In(ReadOnlySpan<char> text)
    {
        ulong letters = 0;
        foreach (var character in text)
        {
            letters |= 1UL << (character & 63);
        }

        return letters;
    }
}
