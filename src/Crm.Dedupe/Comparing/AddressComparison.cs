using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>Compares streets with their numbers, and cities with their postcodes.</summary>
internal static class AddressComparison
{
    private const double NearSimilarity = 0.92;

    public static int StreetLevel(StreetAddress? first, StreetAddress? second)
    {
        if (first is null || second is null)
        {
            return Levels.Missing;
        }

        if (first.Key == second.Key && first.Number.Length > 0)
        {
            return Comparing.StreetLevel.Exact;
        }

        var isSameName = first.Name == second.Name;
        if (!isSameName && !IsNearName(first, second))
        {
            return Levels.Different;
        }

        return (first.Number, second.Number) switch
        {
            ({ Length: 0 }, { Length: 0 }) when isSameName => Comparing.StreetLevel.Near,
            ({ Length: 0 }, _) or (_, { Length: 0 }) => Comparing.StreetLevel.SameStreet,
            var (one, other) when one == other => Comparing.StreetLevel.Near,
            var (one, other)
                when isSameName && EditDistance.Between(one, other, 1) == 1 && Math.Min(one.Length, other.Length) > 1 =>
                Comparing.StreetLevel.Near,
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
        (
            Scripts.IsHan(first.Name[0])
                ? first.Name.Length > 2 && EditDistance.Between(first.Name, second.Name, 1) == 1
                : JaroWinkler.IsAtLeast(NearSimilarity, first.Joined, second.Joined)
        )
        || HasAllWords(first, second)
        || HasAllWords(second, first)
        || (
            first.Number.Length > 0
            && first.Number == second.Number
            && first.Words.AsSpan().CommonPrefixLength(second.Words) >= 2
        );

    private static bool HasAllWords(StreetAddress whole, StreetAddress part) =>
        whole.Words.Length > part.Words.Length
        && Array.TrueForAll(part.Words, word => Array.IndexOf(whole.Words, word) >= 0);
}
