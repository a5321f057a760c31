using Crm.Api.Outreach.Channels.Email;
using Crm.Api.Outreach.Channels.Gateways;
using Microsoft.Extensions.Options;

namespace Crm.Api.Outreach.Channels;

/// <summary>Who delivers what: a mail server or a folder, gateways, or people from a list.</summary>
internal static class DeliverySetup
{
    private static readonly OutreachChannel[] ByGateway = [OutreachChannel.Sms, OutreachChannel.Chat];

    private static readonly OutreachChannel[] ByPeople =
    [
        OutreachChannel.Letter,
        OutreachChannel.Phone,
        OutreachChannel.Fax,
    ];

    public static void AddDelivery(this IServiceCollection services)
    {
        services
            .AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddKeyedSingleton<IOutreachChannel>(
            OutreachChannel.Email,
            (provider, _) =>
                provider.GetRequiredService<IOptions<MailOptions>>().Value.Host is null
                    ? ActivatorUtilities.CreateInstance<FileDropChannel>(provider)
                    : ActivatorUtilities.CreateInstance<SmtpChannel>(provider)
        );
        foreach (var channel in ByGateway)
        {
            services
                .AddOptions<GatewayOptions>(channel.ToString())
                .BindConfiguration($"{GatewayOptions.Section}:{channel}")
                .ValidateDataAnnotations()
                .ValidateOnStart();
            services.AddKeyedSingleton<IOutreachChannel>(
                channel,
                (provider, _) => ActivatorUtilities.CreateInstance<GatewayChannel>(provider, channel)
            );
        }

        foreach (var channel in ByPeople)
        {
            services.AddKeyedSingleton<IOutreachChannel, ListedChannel>(channel);
        }
    }
}
