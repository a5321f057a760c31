using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Interactions;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Outreach;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Sending;

/// <summary>
/// Writes down what came of handing messages over: in their rows, on the timelines, and in the ledger. When the job is not ours any more,
/// since somebody paused it meanwhile, what was sent is noted all the same; only the ledger is left to whoever goes on.
/// </summary>
internal sealed class MessageSettler(IServiceScopeFactory scopes, Campaign campaign)
{
    public async Task SettleAsync(JobRun run, IReadOnlyList<MessageClaim> claims)
    {
        try
        {
            await run.ChunkAsync(
                async (work, token) =>
                {
                    await NoteAsync(run.Job, claims, work, token);
                    LedgerLine[] lines = [.. claims.Where(claim => !claim.IsLeftOpen).Select(claim => claim.Line!)];
                    return (
                        true,
                        await new JobLedger(work.Db).AppendAsync(run.Job.Id, LedgerKind.Result, lines, token)
                    );
                },
                CancellationToken.None
            );
        }
        catch (JobStopped)
        {
            await NoteAloneAsync(run, claims);
            throw;
        }
    }

    private async Task NoteAloneAsync(JobRun run, IReadOnlyList<MessageClaim> claims)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        await work.BeginPatientlyAsync(CancellationToken.None);
        await NoteAsync(run.Job, claims, work, CancellationToken.None);
        await work.Db.SaveChangesAsync(CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }

    private async Task NoteAsync(
        Job job,
        IReadOnlyList<MessageClaim> claims,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var done = claims
            .Where(claim => claim is { HandOver: not null } or { Withheld: not null })
            .ToDictionary(claim => claim.Message!.Id);
        Guid[] ids = [.. done.Keys];
        // Only what is still ours: another node that took us for dead may have given up on it.
        var messages = await work
            .Db.Set<Message>()
            .Where(message => EF.Parameter(ids).Contains(message.Id))
            .Where(message => message.JobId == job.Id && message.State == MessageState.Claimed)
            .ToListAsync(cancellationToken);
        var interactions = new List<Interaction>();
        foreach (var message in messages)
        {
            var claim = done[message.Id];
            if (claim.Withheld is { } reason)
            {
                message.Withhold(reason);
                claim.Line = claim.Planned.ToLine(LineOutcome.Unchanged, reason);
                continue;
            }

            message.Note(claim.HandOver!.Value, work.Now);
            if (message.SendTime is not null)
            {
                var interaction = InteractionOf(claim, message, work);
                message.InteractionId = interaction.Id;
                interactions.Add(interaction);
            }

            claim.Line = MessageOutcome.LineOf(claim.Planned, message);
        }

        await BulkCapture.CreateAsync(work, interactions, cancellationToken);
    }

    private Interaction InteractionOf(MessageClaim claim, Message message, Work work) =>
        new()
        {
            Id = work.NewId(),
            CustomerId = message.CustomerId,
            Channel = message.Channel switch
            {
                OutreachChannel.Email => InteractionChannel.Email,
                OutreachChannel.Sms => InteractionChannel.Sms,
                OutreachChannel.Letter => InteractionChannel.Letter,
                OutreachChannel.Phone => InteractionChannel.Call,
                OutreachChannel.Fax => InteractionChannel.Fax,
                OutreachChannel.Chat => InteractionChannel.Chat,
            },
            Direction = InteractionDirection.Out,
            ContactPoint = message.Address,
            Subject = FittingText.Of(claim.Outgoing!.Subject, InteractionConfiguration.SubjectLength),
            Body = FittingText.Of(claim.Outgoing.Text, InteractionConfiguration.BodyLength),
            OccurredAt = work.Now,
            RegardingType = RecordKind.Campaign,
            RegardingId = campaign.Id,
        };
}
