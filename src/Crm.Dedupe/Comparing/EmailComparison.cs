using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>Compares e-mail addresses, and hosts.</summary>
internal static class EmailComparison
{
    private const int TellingLocalPart = 5;

    public static int Level(EmailAddress? first, EmailAddress? second)
    {
        if (first is null || second is null)
        {
            return Levels.Missing;
        }

        if (first.Key == second.Key)
        {
            return EmailLevel.Exact;
        }

        var isSameLocal = first.Local == second.Local;
        if (
            isSameLocal
            && EditDistance.Between(first.Domain, second.Domain, 2) <= 2
            && HaveSameDigits(first.Domain, second.Domain)
        )
        {
            return EmailLevel.Near;
        }

        if (
            first.Domain == second.Domain
            && Math.Min(first.Local.Length, second.Local.Length) >= TellingLocalPart
            && EditDistance.Between(first.Local, second.Local, 1) == 1
            && HaveSameDigits(first.Local, second.Local)
        )
        {
            return EmailLevel.Near;
        }

        return isSameLocal && first.Local.Length >= TellingLocalPart && !first.IsRole
            ? EmailLevel.SameLocal
            : Levels.Different;
    }

    public static int HostLevel(WebHost? first, WebHost? second)
    {
        if (first is null || second is null)
        {
            return Levels.Missing;
        }

        if (first.Key == second.Key)
        {
            return CodeLevel.Exact;
        }

        var isSameName = first.Name == second.Name && first.Name.Length > 3;
        return
            isSameName
            || (
                first.Key.Length > 7
                && EditDistance.Between(first.Key, second.Key, 2) <= 2
                && HaveSameDigits(first.Key, second.Key)
            )
            ? CodeLevel.Near
            : Levels.Different;
    }

    // john1 and john2 are the first and the second John, not one with a typing error.
    private static bool HaveSameDigits(string first, string second) =>
        first.Where(char.IsAsciiDigit).SequenceEqual(second.Where(char.IsAsciiDigit));
}
