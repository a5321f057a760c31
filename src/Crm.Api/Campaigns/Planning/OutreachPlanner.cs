using System.Text.Json.Nodes;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
using Crm.Api.Outreach;
using Crm.Api.Outreach.Unsubscribe;
using Crm.Api.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Planning;

/// <summary>
/// Plans a campaign: a line for each message that is due, to be sent or left out for a reason. It is read from one snapshot; a plan that
/// was stopped is made anew, which takes seconds.
/// </summary>
internal sealed class OutreachPlanner(
    IServiceScopeFactory scopes,
    CustomerResource customers,
    AddressHashes hashes,
    UnsubscribeLinks links,
    ListSettings settings
)
{
    private const int LinesAtOnce = 5000;
    private const string NoWayOut =
        "These mails have no link by which to unsubscribe: set Crm:Outreach:PublicUrl to where the world reaches this service.";

    public async Task PlanAsync(JobRun run, Campaign campaign, CancellationToken cancellationToken)
    {
        await run.BeginLedgerAgainAsync(cancellationToken);
        await WarnAsync(run, campaign, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        await using var snapshot = await work.BeginSnapshotAsync(cancellationToken);
        var audience = await CampaignAudienceQuery.OfAsync(campaign, customers, settings, work, cancellationToken);
        var today = DayBorder.DayOf(work.Now, audience.Zone);
        var planned = new PlannedLines(
            campaign,
            new StepCalendar([.. campaign.StepsInOrder], work.Now, today),
            work.Now,
            audience.Zone
        );
        var hasPast = await work
            .Db.Set<Message>()
            .AnyAsync(message => message.CampaignId == campaign.Id, cancellationToken);
        var writing = Task.CompletedTask;
        try
        {
            await foreach (var page in new AudienceReader(work, audience, hasPast).PagesAsync(cancellationToken))
            {
                string[] keys = [.. page.Select(recipient => recipient.AddressKey).OfType<string>()];
                var book = await AddressBook.OfAsync(campaign, keys, hashes, work, cancellationToken);
                var taken = hasPast ? await TakenAsync(campaign, keys, work, cancellationToken) : [];
                // While one page is decided and written down, the next is read.
                await writing;
                writing = Task.Run(
                    () => WriteAsync(run, page.SelectMany(to => planned.Of(to, book, taken)), cancellationToken),
                    cancellationToken
                );
            }

            await writing;
        }
        finally
        {
            // Whatever went wrong, nobody writes any more when the job is given back.
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await run.SealPlanAsync(cancellationToken);
    }

    /// <summary>Says what is allowed and hardly meant.</summary>
    private async Task WarnAsync(JobRun run, Campaign campaign, CancellationToken cancellationToken)
    {
        if (
            campaign is { Lane: CampaignLane.Bulk, Channel: OutreachChannel.Email }
            && links.Example is { Url: null, Mailbox: null }
        )
        {
            var findings = new JsonObject { ["warnings"] = new JsonArray(NoWayOut) };
            await run.DescribeAsync(rowsTotal: null, findings, cancellationToken);
        }
    }

    private static async Task WriteAsync(JobRun run, IEnumerable<LedgerLine> lines, CancellationToken cancellationToken)
    {
        foreach (var chunk in lines.Chunk(LinesAtOnce))
        {
            await run.ChunkAsync(
                async (work, token) =>
                    (true, await new JobLedger(work.Db).AppendAsync(run.Job.Id, LedgerKind.Plan, chunk, token)),
                cancellationToken
            );
        }
    }

    /// <summary>Which of these addresses have had a message of the campaign, whoever they were used for.</summary>
    private static async Task<HashSet<(string Key, DueMessage Due)>> TakenAsync(
        Campaign campaign,
        IReadOnlyCollection<string> keys,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var taken = await work
            .Db.Set<Message>()
            .Where(message => message.CampaignId == campaign.Id && message.State != MessageState.Deferred)
            .Where(message => message.Channel == campaign.Channel)
            .Where(message => EF.Parameter(keys).Contains(message.AddressKey))
            .Select(message => new
            {
                message.AddressKey,
                message.Step,
                message.Occurrence,
            })
            .ToListAsync(cancellationToken);
        return [.. taken.Select(message => (message.AddressKey, new DueMessage(message.Step, message.Occurrence)))];
    }
}
