namespace Crm.Dedupe.Cleaning;

/// <summary>A text of several words: the name of an organisation, or free text.</summary>
internal sealed class WordList : ICleanValue
{
    // Words that join others and that people leave out or write differently.
    private static readonly HashSet<string> Joining =
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "i",
        "the",
        "of",
        "de",
        "la",
        "le",
    ];

    private WordList(string key, int[] words, Script script)
    {
        Key = key;
        Words = words;
        Script = script;
        Latin = Transliteration.Latin(key).Replace(" ", "", StringComparison.Ordinal);
    }

    public string Key { get; }

    /// <summary>The numbers of the words; of pairs of characters for Han, which has no spaces.</summary>
    public int[] Words { get; }

    public string Latin { get; }

    public Script Script { get; }

    public static WordList? Company(string typed, Vocabulary vocabulary)
    {
        var folded = Folding.FoldUmlauts(WithoutBrackets(typed));
        return Scripts.Of(folded) == Script.Han
            ? Han(LegalForms.WithoutHan(string.Concat(folded.Split(' '))), vocabulary)
            : Spaced([.. LegalForms.Without(folded.Split(' '))], Scripts.Of(folded), vocabulary);
    }

    public static WordList? Text(string typed, Vocabulary vocabulary)
    {
        var folded = Folding.FoldUmlauts(typed);
        return Scripts.Of(folded) == Script.Han
            ? Han(string.Concat(folded.Split(' ')), vocabulary)
            : Spaced(folded.Split(' '), Scripts.Of(folded), vocabulary);
    }

    /// <summary>What stands in brackets behind a name is mostly its place, which the address has.</summary>
    private static string WithoutBrackets(string typed)
    {
        var start = typed.IndexOfAny(['(', '（']);
        var end = typed.IndexOfAny([')', '）']);
        return start > 0 && end > start ? typed[..start] + typed[(end + 1)..] : typed;
    }

    private static WordList? Spaced(string[] words, Script script, Vocabulary vocabulary)
    {
        var telling = Array.FindAll(words, word => word.Length > 0 && !Joining.Contains(word));
        return (telling.Length, words) switch
        {
            (> 0, _) => Of(telling, script, vocabulary),
            (_, [{ Length: > 0 }, ..]) => Of(words, script, vocabulary),
            _ => null,
        };
    }

    private static WordList Of(string[] words, Script script, Vocabulary vocabulary) =>
        new(string.Join(' ', words), vocabulary.NumbersOf(words), script);

    private static WordList Han(string text, Vocabulary vocabulary)
    {
        if (text.Length < 3)
        {
            return new WordList(text, vocabulary.NumbersOf([text]), Script.Han);
        }

        var pairs = new string[text.Length - 1];
        for (var start = 0; start < pairs.Length; start++)
        {
            pairs[start] = text.Substring(start, 2);
        }

        return new WordList(text, vocabulary.NumbersOf(pairs), Script.Han);
    }
}
