using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>Compares streets with their numbers, and cities with their postcodes.</summary>
internal static class AddressComparison
{
    private const double NearSimilarity = 0.92;
    private const int LongestName = 64;

    public static int StreetLevel(StreetAddress? first, StreetAddress? second)
    {
        if (first is null || second is null)
        {
            return Levels.Missing;
        }

        var isSameName = first.Name.SequenceEqual(second.Name);
        if (!isSameName && !IsNearName(first, second))
        {
            return Levels.Different;
        }

        return (first.Number.Length, second.Number.Length) switch
        {
            (0, 0) when isSameName => Comparing.StreetLevel.Near,
            (0, _) or (_, 0) => Comparing.StreetLevel.SameStreet,
            _ when first.Number.SequenceEqual(second.Number) => isSameName
                ? Comparing.StreetLevel.Exact
                : Comparing.StreetLevel.Near,
            (> 1, > 1) when isSameName && EditDistance.Between(first.Number, second.Number, 1) == 1 => Comparing
                .StreetLevel
                .Near,
            _ => Comparing.StreetLevel.SameStreet,
        };
    }

    public static int PlaceLevel(NameValue? city, NameValue? otherCity, CodeValue? postcode, CodeValue? otherPostcode)
    {
        var byCity = NameComparison.Level(city, otherCity);
        var byPostcode = CodeComparison.Level(postcode, otherPostcode);
        var isCity = byCity >= NameLevel.Short;
        return (byCity, byPostcode) switch
        {
            (Levels.Missing, Levels.Missing) => Levels.Missing,
            (_, CodeLevel.Exact) => isCity ? Comparing.PlaceLevel.Exact : Comparing.PlaceLevel.Postcode,
            (_, CodeLevel.Near) when isCity => Comparing.PlaceLevel.Near,
            _ when isCity => Comparing.PlaceLevel.City,
            _ => Levels.Different,
        };
    }

    private static bool IsNearName(StreetAddress first, StreetAddress second) =>
        (Scripts.IsHan(first.Name[0]) ? IsNearHan(first.Name, second.Name) : IsNearLatin(first, second))
        || HasAllWords(first, second)
        || HasAllWords(second, first)
        || (
            first.Number.Length > 0
            && Math.Min(first.Words, second.Words) >= 2
            && first.Number.SequenceEqual(second.Number)
            && FirstTwoWords(first.Name).SequenceEqual(FirstTwoWords(second.Name))
        );

    private static bool IsNearHan(ReadOnlySpan<char> first, ReadOnlySpan<char> second) =>
        first.Length > 2 && EditDistance.Between(first, second, 1) == 1;

    private static bool IsNearLatin(StreetAddress first, StreetAddress second)
    {
        if (
            JaroWinkler.Highest((first.NameLetters, first.Letters), (second.NameLetters, second.Letters))
            < NearSimilarity
        )
        {
            return false;
        }

        Span<char> letters = stackalloc char[2 * LongestName];
        return JaroWinkler.Similarity(
                WithoutSpaces(first.Name, letters[..LongestName]),
                WithoutSpaces(second.Name, letters[LongestName..])
            ) >= NearSimilarity;
    }

    private static ReadOnlySpan<char> WithoutSpaces(ReadOnlySpan<char> name, Span<char> letters)
    {
        var length = 0;
        foreach (var letter in name)
        {
            if (letter != ' ' && length < letters.Length)
            {
                letters[length++] = letter;
            }
        }

        return letters[..length];
    }

    private static bool HasAllWords(StreetAddress whole, StreetAddress part)
    {
        if (whole.Words <= part.Words || (part.Letters & ~whole.Letters) != 0)
        {
            return false;
        }

        foreach (var word in part.Name.Split(' '))
        {
            if (!HasWord(whole.Name, part.Name[word]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasWord(ReadOnlySpan<char> name, ReadOnlySpan<char> wanted)
    {
        foreach (var word in name.Split(' '))
        {
            if (name[word].SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> FirstTwoWords(ReadOnlySpan<char> name)
    {
        var second = name.IndexOf(' ') + 1;
        var end = name[second..].IndexOf(' ');
        return end < 0 ? name : name[..(second + end)];
    }
}
