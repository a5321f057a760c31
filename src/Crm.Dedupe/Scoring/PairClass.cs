using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>What two records can be to each other.</summary>
public enum PairClass
{
    Match,
    Unrelated,
    Namesake,

    /// <summary>Of one family name, or nearly, in one place; what keys of name and place bring together.</summary>
    Relative,
    Household,
    SameAddress,
    Branch,
    Colleague,
    Office,
}

/// <summary>
/// What each class is like: in some comparisons like a match, in all others like a random pair. Because the levels a class
/// shares with matches have the very probabilities of matches, more agreement never speaks against a match.
/// </summary>
internal static class PairClasses
{
    public const int Count = 9;

    private static readonly Comparison[][] LikeMatches =
    [
        Enum.GetValues<Comparison>(),
        [],
        [Comparison.GivenName, Comparison.FamilyName],
        [Comparison.FamilyName, Comparison.Place, Comparison.Country],
        [
            Comparison.FamilyName,
            Comparison.Street,
            Comparison.Place,
            Comparison.Country,
            Comparison.Phone,
            Comparison.Email,
        ],
        [Comparison.Street, Comparison.Place, Comparison.Country],
        [Comparison.Company],
        [Comparison.Company, Comparison.Host],
        [
            Comparison.Company,
            Comparison.Host,
            Comparison.Street,
            Comparison.Place,
            Comparison.Country,
            Comparison.Phone,
            Comparison.Email,
        ],
    ];

    private static readonly Comparison[][] Telling =
    [
        [],
        [],
        [],
        [],
        [Comparison.GivenName, Comparison.Company],
        [],
        [],
        [Comparison.GivenName, Comparison.FamilyName, Comparison.Street, Comparison.Place],
        [Comparison.GivenName, Comparison.FamilyName, Comparison.Company],
    ];

    /// <summary>How common each class is thought to be before the pairs have been looked at, in some unit.</summary>
    public static readonly double[] PriorShares = [4, 28, 4, 2, 1, 2, 2, 1, 1];

    public static Comparison[] LikeMatch(PairClass pairClass) => LikeMatches[(int)pairClass];

    /// <summary>A class is out of the question when nothing was compared that could tell it from a match.</summary>
    public static bool IsPossible(PairClass pairClass, ComparisonVector vector)
    {
        var telling = Telling[(int)pairClass];
        foreach (var comparison in telling)
        {
            if (vector[comparison] != Levels.Missing)
            {
                return true;
            }
        }

        return telling.Length == 0;
    }
}
