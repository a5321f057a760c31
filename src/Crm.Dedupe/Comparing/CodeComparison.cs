using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>Compares codes, numbers and dates, in which one typing error is "near".</summary>
internal static class CodeComparison
{
    private const int LongCode = 9;

    public static int Level(CodeValue? first, CodeValue? second) =>
        first is null || second is null ? Levels.Missing : Level(first.Key, second.Key);

    public static int Level(PhoneNumber? first, PhoneNumber? second) =>
        first is null || second is null ? Levels.Missing
        : first.IsSameAs(second) ? CodeLevel.Exact
        : Level(first.Key, second.Key);

    public static int Level(BirthDate? first, BirthDate? second)
    {
        if (first is null || second is null)
        {
            return Levels.Missing;
        }

        var isTransposed =
            first.Year.SequenceEqual(second.Year)
            && first.Month.SequenceEqual(second.Day)
            && first.Day.SequenceEqual(second.Month);
        return isTransposed && first.Key != second.Key ? CodeLevel.Near : Level(first.Key, second.Key);
    }

    private static int Level(string first, string second)
    {
        var errors = Math.Min(first.Length, second.Length) >= LongCode ? 2 : 1;
        return first == second ? CodeLevel.Exact
            : Math.Min(first.Length, second.Length) > 3 && EditDistance.Between(first, second, errors) <= errors
                ? CodeLevel.Near
            : Levels.Different;
    }
}
