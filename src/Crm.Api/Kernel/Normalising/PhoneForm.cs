namespace Crm.Api.Kernel.Normalising;

/// <summary>The identity form of telephone numbers: E.164.</summary>
internal static class PhoneForm
{
    // E.164 counts the calling code in.
    private const int MaxDigits = 15;

    // What the International Telecommunication Union recommends to dial before a calling code.
    private const string CommonInternationalPrefix = "00";

    public static string? Of(string typed, string? country)
    {
        if (DialledNumber.Read(typed) is not { } dialled)
        {
            return null;
        }

        var number = dialled.IsInternational
            ? International(dialled.Digits)
            : AsDialledIn(PhonePlans.OfCountry(country), dialled.Digits);

        return number is null || dialled.Extension is null ? number : $"{number};ext={dialled.Extension}";
    }

    private static string? AsDialledIn(PhonePlan? plan, string digits) =>
        AfterInternationalPrefix(plan, digits)
        ?? National(plan, digits)
        ?? AfterCommonPrefix(digits)
        ?? AfterOwnCallingCode(plan, digits);

    private static string? AfterInternationalPrefix(PhonePlan? plan, string digits) =>
        plan?.InternationalPrefix?.Match(digits) is { Success: true } prefix
            ? International(digits[prefix.Length..])
            : null;

    private static string? National(PhonePlan? plan, string digits) =>
        plan?.NationalNumberIn(digits) is { } number ? International(plan.CallingCode + number) : null;

    private static string? AfterCommonPrefix(string digits) =>
        digits.StartsWith(CommonInternationalPrefix, StringComparison.Ordinal)
            ? International(digits[CommonInternationalPrefix.Length..])
            : null;

    // A spreadsheet has eaten the plus sign.
    private static string? AfterOwnCallingCode(PhonePlan? plan, string digits) =>
        plan is not null && digits.StartsWith(plan.CallingCode, StringComparison.Ordinal)
            ? International(digits)
            : null;

    private static string? International(string digits)
    {
        if (
            PhonePlans.OfInternational(digits) is not { } plan
            || plan.NationalNumberIn(digits[plan.CallingCode.Length..]) is not { } number
        )
        {
            return null;
        }

        var all = plan.CallingCode + number;
        return all.Length <= MaxDigits ? $"+{all}" : null;
    }
}
