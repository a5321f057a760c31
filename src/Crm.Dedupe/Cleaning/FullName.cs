namespace Crm.Dedupe.Cleaning;

/// <summary>Splits a person's whole name into given and family name.</summary>
internal static class FullName
{
    // Surnames of two characters; all other Chinese surnames have one.
    private static readonly HashSet<string> LongSurnames =
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "公孫",
        "慕容",
        "司徒",
        "令狐",
        "长孙",
        "宇文",
        "端木",
        "东方",
        "独孤",
        "南宫",
        "西门",
    ];

    private static readonly HashSet<string> Particles =
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "zu",
        "zur",
        "ter",
        "ten",
        "al",
        "el",
        "bin",
        "ibn",
        "bint",
        "st",
        "san",
        "mac",
        "mc",
        "o",
    ];

    public static (string Given, string Family) Split(string typed)
    {
        var comma = typed.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
        {
            return (Folding.Fold(typed[(comma + 1)..]), Folding.Fold(typed[..comma]));
        }

        var folded = Titles.Without(Folding.Fold(typed));
        return Scripts.Of(folded) == Script.Han
            ? SplitHan(string.Concat(folded.Split(' ')))
            : SplitWords(folded.Split(' '));
    }

    private static (string Given, string Family) SplitHan(string name)
    {
        var length = name.Length > 2 && LongSurnames.Contains(name[..2]) ? 2 : Math.Min(1, name.Length - 1);
        return (name[length..], name[..length]);
    }

    private static (string Given, string Family) SplitWords(string[] words)
    {
        var start = words.Length - 1;
        while (start > 1 && Particles.Contains(words[start - 1]))
        {
            start--;
        }

        return (string.Join(' ', words[..start]), string.Join(' ', words[start..]));
    }
}
