using System.Security.Cryptography;
using System.Text;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
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
    ListSettings settings
)
{
    private const int LinesAtOnce = 5000;
    private const int FingerprintLength = 16;

    public async Task PlanAsync(JobRun run, Campaign campaign, CancellationToken cancellationToken)
    {
        await BeginAgainAsync(run, cancellationToken);
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
        var writing = Task.CompletedTask;
        await foreach (var page in new AudienceReader(work, audience).PagesAsync(cancellationToken))
        {
            string[] keys = [.. page.Select(recipient => recipient.Place?.Key).OfType<string>()];
            var book = await AddressBook.OfAsync(campaign, keys, hashes, work, cancellationToken);
            var taken = await TakenAsync(campaign, keys, work, cancellationToken);
            var lines = page.SelectMany(recipient => planned.Of(recipient, book, taken)).ToList();
            // While one page is written down, the next is read.
            await writing;
            writing = WriteAsync(run, lines, cancellationToken);
        }

        await writing;
        await run.SealPlanAsync(cancellationToken);
    }

    private static async Task WriteAsync(
        JobRun run,
        IReadOnlyList<LedgerLine> lines,
        CancellationToken cancellationToken
    )
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

    /// <summary>Takes back what an earlier taking wrote and counted.</summary>
    private static Task BeginAgainAsync(JobRun run, CancellationToken cancellationToken) =>
        run.ChunkAsync(
            async (work, token) =>
            {
                await new JobLedger(work.Db).RemoveAsync(run.Job.Id, LedgerKind.Plan, token);
                return (true, default(LedgerCounts) - run.Job.Counts);
            },
            cancellationToken
        );

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

    /// <summary>The lines of a plan while it is made: numbers them, and knows which addresses are in it.</summary>
    private sealed class PlannedLines(Campaign campaign, StepCalendar calendar, DateTimeOffset now, TimeZoneInfo zone)
    {
        // A digest instead of the address: an audience may be all customers there are.
        private readonly HashSet<UInt128> _addresses = [];
        private readonly QuietTime _quiet = new(campaign, zone);
        private long _line;

        public IEnumerable<LedgerLine> Of(
            Recipient recipient,
            AddressBook book,
            HashSet<(string Key, DueMessage Due)> taken
        )
        {
            foreach (var due in calendar.Due(recipient.Past, recipient.DateOf))
            {
                if (recipient.FittingSteps?.Contains(due.Step) == false && HasFilter(due.Step))
                {
                    continue;
                }

                var message = new PlannedMessage(
                    ++_line,
                    recipient.CustomerId,
                    recipient.Version,
                    recipient.Place?.Key,
                    due
                );
                yield return Decide(message, recipient, book, taken);
            }
        }

        private LedgerLine Decide(
            PlannedMessage message,
            Recipient recipient,
            AddressBook book,
            HashSet<(string Key, DueMessage Due)> taken
        )
        {
            if (message.AddressKey is not { } key)
            {
                var why = recipient.HasInvalidPlace ? LeaveOut.InvalidAddress : LeaveOut.NoAddress;
                return message.ToLine(LineOutcome.Unchanged, why);
            }

            if (book.ReasonAgainst(key) is { } reason)
            {
                return message.ToLine(LineOutcome.Unchanged, reason);
            }

            if (taken.Contains((key, message.Due)) || !_addresses.Add(Fingerprint(key, message.Due)))
            {
                return message.ToLine(LineOutcome.Duplicate, LeaveOut.DuplicateAddress);
            }

            book.Take(key);
            // It is planned all the same: when it is applied, another hour has struck.
            return message.ToLine(
                LineOutcome.Created,
                _quiet.Holds(now, recipient.TimeZone) ? LeaveOut.QuietHours : null
            );
        }

        private bool HasFilter(int step) =>
            campaign.Steps.Exists(one => one.Position == step - 1 && one.Filter is not null);

        private static UInt128 Fingerprint(string key, DueMessage due)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes($"{due.Step} {due.Occurrence} {key}"), hash);
            return BitConverter.ToUInt128(hash[..FingerprintLength]);
        }
    }
}
