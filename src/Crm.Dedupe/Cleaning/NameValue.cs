namespace Crm.Dedupe.Cleaning;

/// <summary>A part of a person's name, or of another short name such as a city's.</summary>
internal sealed class NameValue : ICleanValue
{
    private NameValue(string folded)
    {
        Script = Scripts.Of(folded);
        Words = folded.Split(' ');
        Key = string.Concat(Words);
        Latin = string.Concat(Transliteration.Latin(folded).Split(' '));
        Skeleton = Cleaning.Skeleton.Of(Transliteration.Latin(folded));
        NicknameGroups = Nicknames.GroupsOf(Words[0]);
    }

    /// <summary>The words without spaces, in their own script.</summary>
    public string Key { get; }

    public string[] Words { get; }

    public string Latin { get; }

    public string Skeleton { get; }

    public Script Script { get; }

    public int[] NicknameGroups { get; }

    public bool IsInitial => Key.Length == 1 && Script != Script.Han;

    public static NameValue? Person(string typed) => From(WithoutArticles(Titles.Without(Folding.FoldUmlauts(typed))));

    public static NameValue? City(string typed) => From(Folding.FoldUmlauts(typed));

    // Al-Masri and Al-Mansoori have no more in common than Masri and Mansoori, and المصري begins with the article too.
    private static string WithoutArticles(string folded)
    {
        if (Scripts.Of(folded) == Script.Arabic)
        {
            return string.Join(
                ' ',
                folded
                    .Split(' ')
                    .Select(word =>
                        word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word
                    )
            );
        }

        return
            folded.Length > 4
            && (
                folded.StartsWith("al ", StringComparison.Ordinal) || folded.StartsWith("el ", StringComparison.Ordinal)
            )
            ? folded[3..]
            : folded;
    }

    private static NameValue? From(string folded) => folded.Length == 0 ? null : new NameValue(folded);
}
