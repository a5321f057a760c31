namespace Crm.Dedupe.Cleaning;

/// <summary>
/// The consonants of a Latin form, in classes of those that spellings and transliterations confuse. Vowels, which Arabic does
/// not write and typists get wrong, are left out, so <c>Zainab</c> and <c>زينب</c> share a skeleton.
/// </summary>
internal static class Skeleton
{
    // One letter a class, as Soundex (Russell 1918) has one digit; a space takes no part.
    private const string Classes = " pkt pk  kklmn pkrst p k s";

    public static string Of(string latin)
    {
        Span<char> skeleton = stackalloc char[32];
        var length = 0;
        var isStart = true;
        foreach (var letter in latin)
        {
            var kept = ClassOf(letter, isStart);
            if (kept != ' ' && length < skeleton.Length && (length == 0 || skeleton[length - 1] != kept))
            {
                skeleton[length++] = kept;
            }

            isStart = letter == ' ';
        }

        return new string(skeleton[..length]);
    }

    private static char ClassOf(char letter, bool isStart) =>
        letter switch
        {
            >= 'a' and <= 'z' => Class(letter, isStart),
            >= '0' and <= '9' => letter,
            _ => ' ',
        };

    private static char Class(char letter, bool isStart)
    {
        var kept = Classes[letter - 'a'];
        // The sound a word begins with is the best known of all, unless it is a vowel.
        return letter is 'j' or 'w' && isStart ? letter : kept;
    }
}
