using System.Globalization;
using System.Text.RegularExpressions;

namespace Crm.Api.Campaigns;

/// <summary>How far a day lies from another: whole months, then whole days; before it when negative.</summary>
/// <param name="Months">Years count as twelve; a day that the month does not have becomes its last.</param>
/// <param name="Days">Weeks count as seven.</param>
internal readonly partial record struct DateOffset(int Months, int Days)
{
    public const int MaxLength = 20;

    private const int MonthsInYear = 12;
    private const int DaysInWeek = 7;

    /// <summary>Reads a duration of ISO 8601 without hours, such as <c>P18M</c>, <c>P1Y6M</c> or <c>-P7D</c>; null when it is none.</summary>
    public static DateOffset? Parse(string text)
    {
        if (text.Length > MaxLength || Pattern().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var sign = match.Groups["sign"].Length > 0 ? -1 : 1;
        return new DateOffset(
            sign * ((Number("years") * MonthsInYear) + Number("months")),
            sign * ((Number("weeks") * DaysInWeek) + Number("days"))
        );

        int Number(string part) =>
            match.Groups[part] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;
    }

    public DateOnly From(DateOnly day) => day.AddMonths(Months).AddDays(Days);

    [GeneratedRegex(
        "^(?<sign>-)?P(?=[0-9])((?<years>[0-9]{1,3})Y)?((?<months>[0-9]{1,4})M)?((?<weeks>[0-9]{1,4})W)?((?<days>[0-9]{1,5})D)?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern();
}
