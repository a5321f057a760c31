namespace Crm.Cli.Seeding.Duplicates;

/// <summary>A telephone number as one writes it within its country.</summary>
internal static class NationalNumber
{
    private const string China = "86";

    /// <param name="international">With calling code: +49 30 2345678.</param>
    public static string Of(string international)
    {
        var digits = string.Concat(international.Where(char.IsAsciiDigit));
        if (digits[0] == '1')
        {
            return $"({digits[1..4]}) {digits[4..7]}-{digits[7..]}";
        }

        // The calling codes of all other countries here have two digits.
        var number = digits[2..];
        var isChineseMobile =
            digits.StartsWith(China, StringComparison.Ordinal) && number is ['1', _, _, _, _, _, _, _, _, _, _];
        return $"{(isChineseMobile ? "" : "0")}{number[..^7]} {number[^7..^4]} {number[^4..]}";
    }
}
