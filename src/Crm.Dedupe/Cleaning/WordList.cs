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

    private WordList(string[] words, Script script)
    {
        Script = script;
        Words = words;
        Key = string.Join(' ', words);
        Latin = string.Concat(Transliteration.Latin(Key).Split(' '));
    }

    public string Key { get; }

    /// <summary>Pairs of characters for Han, which has no spaces.</summary>
    public string[] Words { get; }

    public string Latin { get; }

    public Script Script { get; }

    public static WordList? Company(string typed)
    {
        var folded = Folding.FoldUmlauts(WithoutBrackets(typed));
        return Scripts.Of(folded) == Script.Han
            ? Han(LegalForms.WithoutHan(string.Concat(folded.Split(' '))))
            : Spaced([.. LegalForms.Without(folded.Split(' '))], Scripts.Of(folded));
    }

    public static WordList? Text(string typed)
    {
        var folded = Folding.FoldUmlauts(typed);
        return Scripts.Of(folded) == Script.Han
            ? Han(string.Concat(folded.Split(' ')))
            : Spaced(folded.Split(' '), Scripts.Of(folded));
    }

    /// <summary>What stands in brackets behind a name is mostly its place, which the address has.</summary>
    private static string WithoutBrackets(string typed)
    {
        var start = typed.IndexOfAny(['(', '（']);
        var end = typed.IndexOfAny([')', '）']);
        return start > 0 && end > start ? typed[..start] + typed[(end + 1)..] : typed;
    }

    private static WordList? Spaced(string[] words, Script script)
    {
        var telling = Array.FindAll(words, word => word.Length > 0 && !Joining.Contains(word));
        return (telling.Length, words) switch
        {
            (> 0, _) => new WordList(telling, script),
            (_, [{ Length: > 0 }, ..]) => new WordList(words, script),
            _ => null,
        };
    }

    private static WordList Han(string text)
    {
        if (text.Length < 3)
        {
            return new WordList([text], Script.Han);
        }

        var pairs = new string[text.Length - 1];
        for (var start = 0; start < pairs.Length; start++)
        {
            pairs[start] = text.Substring(start, 2);
        }

        return new WordList(pairs, Script.Han, text);
    }

    private WordList(string[] words, Script script, string key)
        : this(words, script)
    {
        Key = key;
        Latin = Transliteration.Latin(key);
    }
}
