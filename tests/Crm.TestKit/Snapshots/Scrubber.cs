using System.Text.RegularExpressions;

namespace Crm.TestKit;

/// <summary>Numbers the ids and times in a text, so that a snapshot shows which are equal and not what they are.</summary>
internal static partial class Scrubber
{
    public static string Scrub(string text) => Number("DateTime", DateTimes, Number("Guid", Guids, text));

    private static string Number(string name, Regex values, string text)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return values.Replace(
            text,
            match =>
            {
                if (!seen.TryGetValue(match.Value, out var number))
                {
                    seen[match.Value] = number = $"{name}_{seen.Count + 1}";
                }

                return number;
            }
        );
    }

    [GeneratedRegex(@"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Guids { get; }

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?")]
    private static partial Regex DateTimes { get; }
}
