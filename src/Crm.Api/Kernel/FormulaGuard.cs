using System.Globalization;

namespace Crm.Api.Kernel;

/// <summary>
/// Keeps spreadsheets from running what is only text: an apostrophe goes before a cell that begins like a formula. A text that looks
/// guarded already gets one more, so that taking one away gives back what was written.
/// </summary>
internal static class FormulaGuard
{
    private const char Guard = '\'';

    public static bool IsNeeded(string text) =>
        text.AsSpan().TrimStart(Guard) is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !IsNumber(text);

    public static string Added(string text) => IsNeeded(text) ? Guard + text : text;

    public static string Removed(string text) => text is [Guard, ..] && IsNeeded(text[1..]) ? text[1..] : text;

    /// <summary>What is a number from end to end runs nothing, although it begins with a sign.</summary>
    private static bool IsNumber(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out _
        );
}
