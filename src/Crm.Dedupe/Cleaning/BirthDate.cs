using System.Globalization;

namespace Crm.Dedupe.Cleaning;

/// <summary>A date of birth as eight digits, year first.</summary>
internal sealed class BirthDate : ICleanValue
{
    private static readonly string[] Formats =
    [
        "yyyyMMdd",
        "yyyy-M-d",
        "yyyy/M/d",
        "yyyy.M.d",
        "d.M.yyyy",
        "d/M/yyyy",
        "M/d/yyyy",
        "d-M-yyyy",
        "d MMM yyyy",
        "MMM d yyyy",
    ];

    private BirthDate(string key) => Key = key;

    public string Key { get; }

    public ReadOnlySpan<char> Year => Key.AsSpan(0, 4);

    public ReadOnlySpan<char> Month => Key.AsSpan(4, 2);

    public ReadOnlySpan<char> Day => Key.AsSpan(6, 2);

    /// <summary>A date with typing errors may be none in the calendar, so eight digits are enough.</summary>
    public static BirthDate? From(string typed)
    {
        var text = typed.Trim();
        if (
            DateOnly.TryParseExact(
                text.Split('T')[0],
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AllowWhiteSpaces,
                out var date
            )
        )
        {
            return new BirthDate(date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length == 8 ? new BirthDate(digits) : null;
    }
}
