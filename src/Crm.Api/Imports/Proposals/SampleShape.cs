using System.Globalization;
using System.Text.RegularExpressions;

namespace Crm.Api.Imports.Proposals;

/// <summary>What the values of a column look like.</summary>
internal static partial class SampleShape
{
    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd",
        "d.M.yyyy",
        "d.M.yy",
        "d/M/yyyy",
        "M/d/yyyy",
        "d/M/yy",
        "M/d/yy",
        "d-M-yyyy",
        "d-M-yy",
        "yyyy/M/d",
        "yyyy.M.d",
        "yyyyMMdd",
        "yyyy年M月d日",
    ];

    public static bool IsEmail(IReadOnlyList<string> samples) => All(samples, sample => Email().IsMatch(sample));

    public static bool IsPhone(IReadOnlyList<string> samples) =>
        All(samples, sample => Phone().IsMatch(sample) && sample.Count(char.IsDigit) is >= 7 and <= 15);

    /// <summary>The ways of writing dates that all values have; none when they are no dates.</summary>
    public static IReadOnlyList<string> DatesOf(IReadOnlyList<string> samples) =>
        [
            .. DateFormats.Where(format =>
                All(
                    samples,
                    sample =>
                        DateTime.TryParseExact(sample, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                )
            ),
        ];

    /// <summary>The decimal sign and the sign that groups digits, where the values leave no doubt.</summary>
    public static (string? Decimal, string? Group) NumbersOf(IReadOnlyList<string> samples)
    {
        if (!All(samples, sample => Number().IsMatch(sample)))
        {
            return (null, null);
        }

        foreach (var (sign, group) in new[] { (",", "."), (".", ",") })
        {
            var isGrouped = samples.Any(sample => sample.Contains(group, StringComparison.Ordinal));
            if (
                samples.Any(sample => IsWrittenWith(sample, sign))
                && !samples.Any(sample => IsWrittenWith(sample, group))
            )
            {
                return (sign, isGrouped ? group : null);
            }
        }

        return (null, null);
    }

    /// <summary>1,234 may be either; 1,5 and 1.234,50 may not.</summary>
    private static bool IsWrittenWith(string sample, string sign)
    {
        var at = sample.LastIndexOf(sign, StringComparison.Ordinal);
        var other = sample.IndexOf(sign == "," ? "." : ",", StringComparison.Ordinal);
        return at >= 0
            && at == sample.IndexOf(sign, StringComparison.Ordinal)
            && other < at
            && (sample.Length - at - 1 != 3 || other >= 0);
    }

    private static bool All(IReadOnlyList<string> samples, Func<string, bool> fits) =>
        samples.Count > 0 && samples.All(fits);

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"^(\+|0|\()[0-9()/. -]+\z")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[+-]?[0-9][0-9.,]*\z")]
    private static partial Regex Number();
}
