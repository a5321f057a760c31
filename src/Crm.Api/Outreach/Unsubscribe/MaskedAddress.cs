using System.Globalization;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>So much of an address that its owner knows it, and nobody else learns it.</summary>
internal static class MaskedAddress
{
    private const string Hidden = "***";
    private const int ShownDigits = 2;

    /// <summary><c>a***@example.com</c>, <c>***56</c>; null for a postal address, or when there is none any more.</summary>
    public static string? Of(OutreachChannel channel, string? address) =>
        address is null ? null
        : channel is OutreachChannel.Email && address.LastIndexOf('@') is > 0 and var at
            ? Beginning(address) + address[at..]
        : channel switch
        {
            OutreachChannel.Email or OutreachChannel.Chat => Beginning(address),
            OutreachChannel.Letter => null,
            OutreachChannel.Sms or OutreachChannel.Phone or OutreachChannel.Fax => End(address),
        };

    private static string Beginning(string address) => StringInfo.GetNextTextElement(address) + Hidden;

    private static string End(string number)
    {
        var digits = number.Where(char.IsDigit).ToArray();
        return Hidden + new string(digits[^Math.Min(ShownDigits, digits.Length)..]);
    }
}
