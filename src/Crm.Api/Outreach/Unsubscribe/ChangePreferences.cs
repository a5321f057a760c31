using Crm.Api.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>Does what somebody wants: by one click of a mail program (RFC 8058), or from the page.</summary>
internal static class ChangePreferences
{
    private const int Attempts = 3;

    public static async Task<IResult> Handle(
        string token,
        HttpContext http,
        MessageTokens tokens,
        PreferenceLimiter limiter,
        Subscriptions subscriptions,
        IServiceScopeFactory scopes,
        CancellationToken cancellationToken
    )
    {
        if (
            tokens.Open(token) is not { } messageId
            || await subscriptions.FindAsync(messageId, cancellationToken) is not { } subscription
        )
        {
            return PreferencePage.NotFound(PageWords.In(http.WantedLanguages()));
        }

        var posted = await PreferenceForm.ReadAsync(http, cancellationToken);
        limiter.Check(messageId);
        await ApplyAsync(subscription, posted.Choice, scopes, cancellationToken);
        if (posted.Choice != SubscriptionChoice.Again)
        {
            await subscriptions.SettleAsync(subscription, cancellationToken);
        }

        return posted.IsOneClick
            ? Results.Text("Unsubscribed.\n")
            : PreferencePage.Of(
                subscription,
                await subscriptions.StateAsync(subscription, cancellationToken),
                PageWords.In([subscription.Language, .. http.WantedLanguages()]),
                isChanged: true
            );
    }

    /// <summary>Where another message to the same address is answered at the same moment, one of the two comes too late and begins anew.</summary>
    private static async Task ApplyAsync(
        Subscription subscription,
        SubscriptionChoice choice,
        IServiceScopeFactory scopes,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope
                    .ServiceProvider.GetRequiredService<Subscriptions>()
                    .ApplyAsync(subscription, choice, cancellationToken);
                return;
            }
            catch (DbUpdateException) when (attempt < Attempts) { }
        }
    }
}
