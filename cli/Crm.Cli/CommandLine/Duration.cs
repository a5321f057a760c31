using System.Globalization;

namespace Crm.Cli.CommandLine;

/// <summary>Durations as people type them: 500ms, 30s, 2m, 1h.</summary>
internal static class Duration
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
    ];

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The duration, or nothing when the text is none or lies outside 1 ms to 24 h.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, length) in Units)
        {
            if (
                text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(
                    text.AsSpan(..^unit.Length),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var count
                )
            )
            {
                var duration = length * count;
                return duration > TimeSpan.Zero && duration <= Longest ? duration : null;
            }
        }

        return null;
    }
}
