using System.Globalization;

namespace Crm.Cli.Output;

/// <summary>
/// Keeps spreadsheets from running what is only text, as the service's own CSV does: an apostrophe goes before a cell that begins
/// like a formula. An import takes it away again; so a text that looks guarded already gets one more.
/// </summary>
internal static class FormulaGuard
{
    private const char Guard = '\'';

    private const NumberStyles Number =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static string Added(string text) => IsNeeded(text) ? Guard + text : text;

    /// <summary>What is a number from end to end runs nothing, although it begins with a sign.</summary>
    private static bool IsNeeded(string text) =>
        text.AsSpan().TrimStart(Guard) is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]
        && !decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out _);
}
