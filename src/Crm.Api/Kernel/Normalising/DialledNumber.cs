using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Crm.Api.Kernel.Normalising;

/// <summary>What a typed telephone number tells to dial, without the separators.</summary>
/// <param name="IsInternational">A plus sign stands in front.</param>
/// <param name="Digits">ASCII digits, at least one.</param>
/// <param name="Extension">The digits to dial once connected, or none.</param>
internal sealed partial record DialledNumber(bool IsInternational, string Digits, string? Extension)
{
    private const int MaxLength = 100;

    // Beyond spaces, dashes and brackets: the dot, slashes, the tilde, bullets, the minus sign and Japan's long vowel mark.
    private const string Separators = "./\\~·•∙\u2212\u2215ー";

    public static DialledNumber? Read(string typed)
    {
        if (typed.Length > MaxLength)
        {
            return null;
        }

        var text = WithAsciiDigits(TypedText.Compatible(typed)).ToLowerInvariant();
        var parts = Parts().Match(text);
        if (!parts.Success || WithoutSeparators(parts.Groups["number"].Value) is not { } number)
        {
            return null;
        }

        var isInternational = number is ['+', ..];
        var digits = isInternational ? number[1..] : number;
        var extension = parts.Groups["extension"];
        return digits.Length > 0 && !digits.Contains('+')
            ? new DialledNumber(isInternational, digits, extension.Success ? extension.Value : null)
            : null;
    }

    private static string WithAsciiDigits(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                result.Append((int)Rune.GetNumericValue(rune));
            }
            else
            {
                result.Append(rune.ToString());
            }
        }

        return result.ToString();
    }

    /// <summary>Digits and plus signs; null if anything else than separators stands between them.</summary>
    private static string? WithoutSeparators(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character) || character == '+')
            {
                kept.Append(character);
            }
            else if (!IsSeparator(character))
            {
                return null;
            }
        }

        return kept.ToString();
    }

    private static bool IsSeparator(char character) =>
        char.IsWhiteSpace(character)
        || char.IsControl(character)
        || Separators.Contains(character)
        || char.GetUnicodeCategory(character)
            is UnicodeCategory.DashPunctuation
                or UnicodeCategory.OpenPunctuation
                or UnicodeCategory.ClosePunctuation;

    // Words for an extension in English, German, French, Spanish, Portuguese, Italian, Russian, Chinese and Japanese.
    [GeneratedRegex(
        @"\A\s*(?:tel:)?(?<number>[^a-z#;]+?)"
            + @"(?:[\s,(]*(?:;\s*ext\s*=|(?:extension|extn|ext|durchwahl|dw|poste|anexo|ramal|interno|int|доб|分机|分機|转|轉|内線|x|\#)[.:]?)"
            + @"\s*(?<extension>[0-9]{1,7})[)\s]*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Parts();
}
