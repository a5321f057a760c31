using Crm.Api.Customers;
using Crm.Api.Outreach;

namespace Crm.Api.Campaigns.Planning;

/// <summary>The addresses of a customer that a channel reaches.</summary>
internal static class OutreachPlaces
{
    /// <summary>The address a plan names, if the customer still has it and it is not known to be wrong.</summary>
    public static OutreachPlace? Find(Customer customer, OutreachChannel channel, string key) =>
        Of(customer, channel).FirstOrDefault(place => place.Key == key);

    private static IEnumerable<OutreachPlace> Of(Customer customer, OutreachChannel channel)
    {
        if (channel == OutreachChannel.Letter)
        {
            return customer
                .Addresses.Where(address => address.IsValid != false)
                .Select(OutreachAddress.LineOf)
                .Select(line => (Line: line, Key: OutreachAddress.KeyOf(channel, line, country: null)))
                .Where(one => one.Key is not null)
                .Select(one => new OutreachPlace(one.Line, one.Key!));
        }

        var channels = channel.ContactPoints();
        return customer
            .ContactPoints.Where(point => channels.Contains(point.Channel))
            .Where(point => point.IsValid != false && point.Normalized is not null)
            .Select(point => new OutreachPlace(point.Value, point.Normalized!));
    }
}

/// <summary>An address of a channel.</summary>
/// <param name="Address">As it is used.</param>
/// <param name="Key">Its identity form.</param>
internal sealed record OutreachPlace(string Address, string Key);
