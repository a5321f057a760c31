namespace Crm.Api.Outreach.Channels;

/// <summary>Says who takes the messages of which channel.</summary>
internal static class ChannelSetup
{
    public static void AddOutreachChannels(this IServiceCollection services)
    {
        foreach (var channel in (OutreachChannel[])[OutreachChannel.Letter, OutreachChannel.Phone, OutreachChannel.Fax])
        {
            services.AddKeyedSingleton<IOutreachChannel, ListedChannel>(channel);
        }
    }
}
