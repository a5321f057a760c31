using System.Globalization;
using System.Text.RegularExpressions;
using Crm.Api.Kernel.Tables;

namespace Crm.Api.Kernel.Normalising;

/// <summary>The telephone plans of the world, by country and by calling code.</summary>
internal static class PhonePlans
{
    private const int LongestCallingCode = 3;

    private static readonly Dictionary<string, PhonePlan> ByCountry = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, PhonePlan> ByCallingCode = [];

    static PhonePlans()
    {
        foreach (var row in EmbeddedTable.Rows("phone-plans.tsv"))
        {
            var plan = new PhonePlan(row[1], AtStart(row[2]), AtStart(row[3]), row[4], Lengths(row[5]), Whole(row[6]));
            ByCountry[row[0]] = plan;
            // The first country of a calling code says how to read it; every country of it adds its lengths.
            ByCallingCode[row[1]] = ByCallingCode.TryGetValue(row[1], out var main)
                ? main with
                {
                    Lengths = main.Lengths | plan.Lengths,
                }
                : plan;
        }
    }

    public static PhonePlan? OfCountry(string? country) =>
        country is null ? null : ByCountry.GetValueOrDefault(country);

    /// <summary>The plan of the calling code that the digits begin with. No calling code is the beginning of another.</summary>
    public static PhonePlan? OfInternational(string digits)
    {
        for (var length = 1; length <= Math.Min(LongestCallingCode, digits.Length); length++)
        {
            if (ByCallingCode.TryGetValue(digits[..length], out var plan))
            {
                return plan;
            }
        }

        return null;
    }

    private static Regex? AtStart(string pattern) => pattern.Length == 0 ? null : Pattern($@"\A(?:{pattern})");

    private static Regex? Whole(string pattern) => pattern.Length == 0 ? null : Pattern($@"\A(?:{pattern})\z");

    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // "5-7,10" sets the bits 5, 6, 7 and 10.
    private static int Lengths(string ranges)
    {
        var lengths = 0;
        foreach (var range in ranges.Split(','))
        {
            var ends = range.Split('-');
            var last = int.Parse(ends[^1], CultureInfo.InvariantCulture);
            for (var length = int.Parse(ends[0], CultureInfo.InvariantCulture); length <= last; length++)
            {
                lengths |= 1 << length;
            }
        }

        return lengths;
    }
}
