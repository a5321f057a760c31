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

        var isSameLocal = first.Local.SequenceEqual(second.Local);
        if (
            isSameLocal
            && EditDistance.Between(first.Domain, second.Domain, 2) <= 2
            && HaveSameDigits(first.Domain, second.Domain)
        )
        {
            return EmailLevel.Near;
        }

        if (
            first.Domain.SequenceEqual(second.Domain)
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

        var isSameName = first.Name.Length > 3 && first.Name.SequenceEqual(second.Name);
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
    private static bool HaveSameDigits(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        while (true)
        {
            var one = first.IndexOfAnyInRange('0', '9');
            var other = second.IndexOfAnyInRange('0', '9');
            if (one < 0 || other < 0 || first[one] != second[other])
            {
                return one < 0 && other < 0;
            }

            first = first[(one + 1)..];
            second = second[(other + 1)..];
        }
    }
}
