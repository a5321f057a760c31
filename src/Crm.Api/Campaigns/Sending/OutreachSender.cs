using Crm.Api.Campaigns.Planning;
using Crm.Api.Data;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Outreach.Channels;
using Crm.Api.Outreach.Unsubscribe;
using Crm.Api.Suppressions;
using Crm.Api.Templates.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Sending;

/// <summary>
/// Sends what a plan says and nothing beyond it, batch by batch: claimed in one transaction, handed over, noted in the next. Killed in
/// between, the batch is found claimed by this job and called unknown; nothing is sent twice.
/// </summary>
internal sealed class OutreachSender(
    IServiceScopeFactory scopes,
    IServiceProvider channels,
    TemplateRenderer renderer,
    MessageTokens tokens,
    UnsubscribeLinks links,
    AddressHashes hashes,
    DatabaseEngine engine,
    ListSettings settings
)
{
    private const int MostTries = 5;

    public async Task SendAsync(JobRun run, Campaign campaign, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        var zone = campaign.ZoneOr(settings.Zone);
        var writer = await MessageWriter.OfAsync(campaign, zone, renderer, tokens, links, work, cancellationToken);
        var claimer = new MessageClaimer(campaign, writer, hashes, zone);
        var settler = new MessageSettler(scopes, campaign);
        var channel = channels.GetRequiredKeyedService<IOutreachChannel>(campaign.Channel);
        var pace = new Pace(campaign);
        var ledger = new JobLedger(work.Db);
        var last = await ledger.LastAsync(run.Job.Id, LedgerKind.Result, cancellationToken);
        var lines = ledger.ReadAsync(run.Job.Id, LedgerKind.Plan, last?.Line ?? 0, outcome: null, cancellationToken);
        await foreach (var batch in new PlannedBatches(pace).OfAsync(lines, cancellationToken))
        {
            await pace.WaitAsync(batch.Domains, cancellationToken);
            var claims = await ClaimAsync(run, batch, claimer, campaign, cancellationToken);
            await WithholdAsync(run, campaign, claims);
            var trouble = await HandOverAsync(channel, claims);
            LeaveOpen(claims);
            await settler.SettleAsync(run, claims);
            if (trouble is { } down)
            {
                await run.PauseAsync("channel-unreachable", down.Detail ?? "Nobody takes the messages.");
                return;
            }

            if (!run.Job.IsUrgent && await IsUrgentWaitingAsync(work, cancellationToken))
            {
                // It is taken up again once what is urgent is done.
                await run.ReleaseAsync();
                return;
            }
        }

        await run.CompleteAsync(cancellationToken);
    }

    /// <summary>Again when another job was quicker to claim one of them: then its row is there to be seen.</summary>
    private async Task<IReadOnlyList<MessageClaim>> ClaimAsync(
        JobRun run,
        PlannedBatch batch,
        MessageClaimer claimer,
        Campaign campaign,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await run.ChunkAsync(
                    async (work, token) =>
                    {
                        await CheckRunsAsync(campaign, work, token);
                        return (await claimer.ClaimAsync(run.Job, batch.Lines, work, token), default(LedgerCounts));
                    },
                    cancellationToken
                );
            }
            catch (Exception failure)
                when (tries < MostTries && WriteRefusals.Of(failure, engine, model: null) is not null)
            {
                // Seen again from the beginning.
            }
        }
    }

    /// <summary>
    /// Keeps back what somebody said no to while it was being claimed, which the claim may not have seen. Whoever says no from now on finds
    /// the claim, and is answered only once its messages have left.
    /// </summary>
    private async Task WithholdAsync(JobRun run, Campaign campaign, IReadOnlyList<MessageClaim> claims)
    {
        var open = claims.Where(claim => claim.Outgoing is not null).ToList();
        if (open.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        string[] keys = [.. open.Select(claim => claim.Planned.AddressKey!)];
        // Not cut short either: what is claimed and not settled nobody could say anything of.
        var book = await AddressBook.OfAsync(campaign, keys, hashes, work, CancellationToken.None);
        open.ForEach(claim => claim.Withheld = book.ReasonAgainst(claim.Planned.AddressKey!));
    }

    /// <summary>Hands over what was claimed.</summary>
    /// <returns>Why nothing can be handed over at present; null when everything was.</returns>
    private static async Task<HandOver?> HandOverAsync(IOutreachChannel channel, IReadOnlyList<MessageClaim> claims)
    {
        var open = claims.Where(claim => claim is { Outgoing: not null, Withheld: null }).ToList();
        HandOver? trouble = null;
        // What did not leave is offered once more: a connection may just have been closed.
        for (var offers = 0; offers < 2 && open.Count > 0; offers++)
        {
            var ends = await channel.HandOverAsync(open.ConvertAll(claim => claim.Outgoing!));
            foreach (var (claim, end) in open.Zip(ends))
            {
                claim.HandOver = end;
            }

            open.RemoveAll(claim => claim.HandOver!.Value.Outcome != HandOverOutcome.NotSent);
            trouble = open.Count > 0 ? open[0].HandOver : null;
        }

        return trouble;
    }

    /// <summary>The first that could not leave and those behind it get no line yet; when it goes on, they find their messages in the table.</summary>
    private static void LeaveOpen(IReadOnlyList<MessageClaim> claims)
    {
        foreach (var claim in claims.SkipWhile(claim => claim.HandOver?.Outcome != HandOverOutcome.NotSent))
        {
            claim.IsLeftOpen = true;
        }
    }

    private static Task<bool> IsUrgentWaitingAsync(Work work, CancellationToken cancellationToken) =>
        work.Query<Job>()
            .AnyAsync(
                job =>
                    job.IsUrgent
                    && job.Kind == JobKind.Outreach
                    && job.Owner == null
                    && (job.State == JobState.Planning || job.State == JobState.Running),
                cancellationToken
            );

    private static async Task CheckRunsAsync(Campaign campaign, Work work, CancellationToken cancellationToken)
    {
        var state = await work.Query<Campaign>()
            .Where(stored => stored.Id == campaign.Id)
            .Select(stored => (CampaignState?)stored.State)
            .FirstOrDefaultAsync(cancellationToken);
        if (state is not { } now || Campaign.Rests(now))
        {
            throw new JobFailed("campaign-not-running", "The campaign was paused, ended or deleted meanwhile.");
        }
    }
}
