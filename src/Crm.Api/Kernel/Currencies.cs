using System.Collections.Frozen;
using System.Globalization;
using Crm.Api.Kernel.Tables;

namespace Crm.Api.Kernel;

/// <summary>The currencies of ISO 4217 and their minor units; <c>Tables/README.md</c> names the source.</summary>
internal static class Currencies
{
    private static readonly FrozenDictionary<string, int> MinorUnitsByCode = EmbeddedTable
        .Rows("currencies.tsv")
        .ToFrozenDictionary(row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture));

    /// <summary>Whether the text is the upper-case code of a currency that has amounts (metals and testing codes have none).</summary>
    public static bool IsCode(string? code) => code is not null && MinorUnitsByCode.ContainsKey(code);

    /// <summary>The digits behind the decimal point that the currency is paid in: 2 for EUR, 0 for JPY, 3 for KWD.</summary>
    /// <exception cref="ArgumentException">The code is not known.</exception>
    public static int MinorUnits(string code) =>
        MinorUnitsByCode.TryGetValue(code, out var digits)
            ? digits
            : throw new ArgumentException($"'{code}' is not a currency code of ISO 4217.", nameof(code));
}
