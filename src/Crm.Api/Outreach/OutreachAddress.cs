using Crm.Api.Customers;
using Crm.Api.Kernel;

namespace Crm.Api.Outreach;

/// <summary>Where somebody is reached on a channel, in the form by which consents, suppressions and messages know the place.</summary>
internal static class OutreachAddress
{
    /// <summary>As long as a key of SQL Server's may be, with what stands beside it in one.</summary>
    public const int MaxLength = 320;

    /// <summary>The identity form of an address as typed; null when it cannot be one of that channel.</summary>
    /// <param name="channel">The channel it is of.</param>
    /// <param name="typed">As typed; of a letter the postal address in one line.</param>
    /// <param name="country">ISO 3166 alpha-2 code by which a national phone number is read.</param>
    public static string? KeyOf(OutreachChannel channel, string typed, string? country)
    {
        var key = channel switch
        {
            OutreachChannel.Letter => SortKey.Of(typed),
            OutreachChannel.Email => ContactPoint.NormalForm(ContactChannel.Email, typed, country),
            OutreachChannel.Chat => ContactPoint.NormalForm(ContactChannel.Chat, typed, country),
            OutreachChannel.Sms or OutreachChannel.Phone or OutreachChannel.Fax => ContactPoint.NormalForm(
                ContactChannel.Phone,
                typed,
                country
            ),
        };
        return key is { Length: > 0 and <= MaxLength } ? key : null;
    }

    /// <summary>The same of what a form says.</summary>
    /// <exception cref="RuleBroken">It is no address of that channel.</exception>
    public static string Demand(OutreachChannel channel, string typed, string? country) =>
        KeyOf(channel, typed, country) ?? throw RuleBroken.Invalid("address-invalid", Refusal(channel), "/address");

    public static string Refusal(OutreachChannel channel) =>
        channel switch
        {
            OutreachChannel.Email => "This is no e-mail address.",
            OutreachChannel.Sms or OutreachChannel.Phone or OutreachChannel.Fax =>
                "This cannot be read as a phone number; write it with its country code.",
            OutreachChannel.Letter or OutreachChannel.Chat => "There is nothing in this address.",
        };

    /// <summary>A postal address in one line, as letters know it.</summary>
    public static string LineOf(Address address) =>
        string.Join(
            ", ",
            new[]
            {
                address.Street,
                address.Extra,
                $"{address.PostalCode} {address.City}".Trim(),
                address.Region,
                address.Country,
            }.Where(part => !string.IsNullOrWhiteSpace(part))
        );
}
