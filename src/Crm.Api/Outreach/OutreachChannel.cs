using Crm.Api.Customers;

namespace Crm.Api.Outreach;

/// <summary>A way in which many people are written to or called.</summary>
internal enum OutreachChannel
{
    Email,
    Sms,
    Letter,
    Phone,
    Fax,
    Chat,
}

/// <summary>Which contact points serve a channel.</summary>
internal static class OutreachChannels
{
    /// <summary>The channels of contact points it can be reached at, the better one first; none for letters, which go to postal addresses.</summary>
    public static IReadOnlyList<ContactChannel> ContactPoints(this OutreachChannel channel) =>
        channel switch
        {
            OutreachChannel.Email => [ContactChannel.Email],
            OutreachChannel.Sms => [ContactChannel.Mobile],
            OutreachChannel.Letter => [],
            OutreachChannel.Phone => [ContactChannel.Phone, ContactChannel.Mobile],
            OutreachChannel.Fax => [ContactChannel.Fax],
            OutreachChannel.Chat => [ContactChannel.Chat],
        };
}
