using Crm.Api.Campaigns;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>Shows what somebody gets and how to end it. Changes nothing: mail scanners follow every link.</summary>
internal static class ShowPreferences
{
    public static async Task<IResult> Handle(
        string token,
        HttpContext http,
        MessageTokens tokens,
        Subscriptions subscriptions,
        CancellationToken cancellationToken
    ) =>
        tokens.Open(token) is { } messageId
        && await subscriptions.FindAsync(messageId, cancellationToken) is { } subscription
            ? PreferencePage.Of(
                subscription,
                await subscriptions.StateAsync(subscription, cancellationToken),
                PageWords.In([subscription.Language, .. http.WantedLanguages()]),
                isChanged: false
            )
            : PreferencePage.NotFound(PageWords.In(http.WantedLanguages()));
}
