using System.Globalization;

namespace Crm.Dedupe.Cleaning;

/// <summary>
/// A telephone number by its last digits. How it was dialled, and often its country, are unknown; what comes before the last
/// nine digits is calling code, trunk prefix or area, in forms that no table can put right without knowing more.
/// </summary>
internal sealed class PhoneNumber : ICleanValue
{
    private const int KeptDigits = 9;
    private const int FewestDigits = 6;

    private PhoneNumber(string digits) => Key = digits;

    public string Key { get; }

    public static PhoneNumber? From(string typed)
    {
        Span<char> digits = stackalloc char[32];
        var length = 0;
        foreach (var character in typed)
        {
            if (char.IsDigit(character) && length < digits.Length)
            {
                digits[length++] = (char)('0' + (int)CharUnicodeInfo.GetNumericValue(character));
            }
            else if (char.IsLetter(character) && length >= FewestDigits)
            {
                // An extension.
                break;
            }
        }

        var number = digits[..length].TrimStart('0');
        return number.Length < FewestDigits
            ? null
            : new PhoneNumber(new string(number.Length > KeptDigits ? number[^KeptDigits..] : number));
    }

    /// <summary>Whether one is the end of the other, as a national number is of an international one.</summary>
    public bool IsSameAs(PhoneNumber other) =>
        Key.EndsWith(other.Key, StringComparison.Ordinal) || other.Key.EndsWith(Key, StringComparison.Ordinal);
}
