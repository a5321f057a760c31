using System.Text.RegularExpressions;

namespace Crm.Api.Kernel.Normalising;

/// <summary>How a country's numbers are dialled: calling code, prefixes and plausible lengths.</summary>
/// <param name="CallingCode">The digits after the plus sign.</param>
/// <param name="InternationalPrefix">What is dialled before the calling code of another country.</param>
/// <param name="TrunkPrefix">What is dialled before a national number inside the country.</param>
/// <param name="Replacement">What the trunk prefix is replaced by, if its last group took part.</param>
/// <param name="Lengths">A bit for each length that a national number may have.</param>
/// <param name="NationalNumber">What a national number looks like, where some begin like the trunk prefix.</param>
internal sealed record PhonePlan(
    string CallingCode,
    Regex? InternationalPrefix,
    Regex? TrunkPrefix,
    string Replacement,
    int Lengths,
    Regex? NationalNumber
)
{
    /// <summary>The national number behind the digits, trunk prefix removed; null if none of a plausible length is.</summary>
    public string? NationalNumberIn(string digits) =>
        PlausibleNumberIn(digits) is { } number && !StillHasTrunkPrefix(number) ? number : null;

    private string? PlausibleNumberIn(string digits)
    {
        var withoutTrunk = WithoutTrunkPrefix(digits);
        if (IsPlausible(withoutTrunk) && !(IsPlausible(digits) && IsKnownNational(digits)))
        {
            return withoutTrunk;
        }

        if (IsPlausible(digits))
        {
            return digits;
        }

        // "+351 (0)21 …": people write the zero of their own country's habit into numbers that have none.
        return digits is ['0', ..] && IsPlausible(digits[1..]) ? digits[1..] : null;
    }

    private bool IsPlausible(string number) => number.Length < 32 && (Lengths & (1 << number.Length)) != 0;

    private bool IsKnownNational(string digits) =>
        NationalNumber?.IsMatch(digits) ?? WithoutTrunkPrefix(digits) == digits;

    // Such a number would read differently the second time.
    private bool StillHasTrunkPrefix(string number) => WithoutTrunkPrefix(number) != number && !IsKnownNational(number);

    private string WithoutTrunkPrefix(string digits)
    {
        if (TrunkPrefix?.Match(digits) is not { Length: > 0 } match)
        {
            return digits;
        }

        var rest = digits[match.Length..];
        return Replacement.Length > 0 && match.Groups[^1].Success ? match.Result(Replacement) + rest : rest;
    }
}
