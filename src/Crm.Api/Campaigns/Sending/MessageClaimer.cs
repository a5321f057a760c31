using Crm.Api.Campaigns.Planning;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Sending;

/// <summary>
/// Claims the messages of a few planned lines: looks once more whether each may still be sent, writes it, and puts its row into the
/// table, by which nobody else sends it. All in one transaction, before anything leaves.
/// </summary>
internal sealed class MessageClaimer(Campaign campaign, MessageWriter writer, AddressHashes hashes, TimeZoneInfo zone)
{
    private readonly QuietTime _quiet = new(campaign, zone);

    public async Task<IReadOnlyList<MessageClaim>> ClaimAsync(
        Job job,
        IReadOnlyList<LedgerLine> lines,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var wanted = lines.Where(line => line.Outcome == LineOutcome.Created).Select(PlannedMessage.Of).ToList();
        var here = await MomentAsync(wanted, work, cancellationToken);
        var claims = new List<MessageClaim>(lines.Count);
        foreach (var line in lines)
        {
            var planned = PlannedMessage.Of(line);
            claims.Add(
                line.Outcome == LineOutcome.Created
                    ? Claim(planned, job, here, work)
                    : MessageClaim.Settled(planned, line)
            );
        }

        List<Message> added =
        [
            .. claims.Select(claim => claim.Message).OfType<Message>().Where(message => message.IsNew),
        ];
        await BulkCapture.CreateAsync(work, added, cancellationToken);
        return claims;
    }

    private MessageClaim Claim(PlannedMessage planned, Job job, Moment here, Work work)
    {
        var present = here.Present.GetValueOrDefault((planned.AddressKey!, planned.Due));
        if (present is not null && present.State != MessageState.Deferred)
        {
            return MessageClaim.Settled(planned, LineOf(planned, present, job));
        }

        if (
            here.Customers.GetValueOrDefault(planned.CustomerId) is not { DeleteTime: null } customer
            || OutreachPlaces.Find(customer, campaign.Channel, planned.AddressKey!) is not { } place
        )
        {
            return MessageClaim.Settled(
                planned,
                LedgerLine.Stale(planned.Line, planned.CustomerId, planned.Version) with
                {
                    Field = planned.AddressKey,
                }
            );
        }

        if (here.Book.ReasonAgainst(planned.AddressKey!) is { } reason)
        {
            return MessageClaim.Settled(planned, planned.ToLine(LineOutcome.Unchanged, reason));
        }

        if (_quiet.Holds(work.Now, customer.TimeZone))
        {
            return MessageClaim.Settled(planned, planned.ToLine(LineOutcome.Unprocessed, LeaveOut.QuietHours));
        }

        var message = present ?? NewMessage(planned, place, customer, work);
        (message.State, message.JobId, message.ClaimTime) = (MessageState.Claimed, job.Id, work.Now);
        try
        {
            var outgoing = writer.Write(message, customer, work.Now);
            here.Book.Take(planned.AddressKey!);
            return new MessageClaim
            {
                Planned = planned,
                Message = message,
                Outgoing = outgoing,
            };
        }
        catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
        {
            if (present is not null)
            {
                present.State = MessageState.Deferred;
            }

            return MessageClaim.Settled(planned, planned.ToLine(LineOutcome.Rejected, rejected.Code, rejected.Message));
        }
    }

    /// <summary>
    /// What became of a message that is in the table already. When this job itself has claimed it and cannot say what came of it, then it
    /// was killed in between, and nobody can.
    /// </summary>
    private static LedgerLine LineOf(PlannedMessage planned, Message present, Job job)
    {
        if (present.JobId != job.Id)
        {
            return planned.ToLine(LineOutcome.Duplicate, LeaveOut.DuplicateAddress);
        }

        if (present.State == MessageState.Claimed)
        {
            present.GiveUp();
        }

        return MessageOutcome.LineOf(planned, present);
    }

    private Message NewMessage(PlannedMessage planned, OutreachPlace place, Customer customer, Work work) =>
        new()
        {
            Id = work.NewId(),
            CampaignId = campaign.Id,
            Step = planned.Due.Step,
            Channel = campaign.Channel,
            AddressKey = place.Key,
            Occurrence = planned.Due.Occurrence,
            Address = place.Address,
            CustomerId = customer.Id,
            IsAlternative = Lot.IsAlternative(campaign.StepOf(planned.Due.Step), customer.Id),
        };

    private async Task<Moment> MomentAsync(
        IReadOnlyList<PlannedMessage> wanted,
        Work work,
        CancellationToken cancellationToken
    )
    {
        string[] keys = [.. wanted.Select(planned => planned.AddressKey!).Distinct(StringComparer.Ordinal)];
        Guid[] ids = [.. wanted.Select(planned => planned.CustomerId).Distinct()];
        int[] steps = [.. wanted.Select(planned => planned.Due.Step).Distinct()];
        var customers = await BulkReader.ByIdsAsync<Customer>(work, ids, cancellationToken);
        var present = await work
            .Db.Set<Message>()
            .Where(message => message.CampaignId == campaign.Id && message.Channel == campaign.Channel)
            .Where(message => steps.Contains(message.Step) && EF.Parameter(keys).Contains(message.AddressKey))
            .ToListAsync(cancellationToken);
        return new Moment(
            customers.ToDictionary(customer => customer.Id),
            await AddressBook.OfAsync(campaign, keys, hashes, work, cancellationToken),
            present.ToDictionary(message => (message.AddressKey, new DueMessage(message.Step, message.Occurrence)))
        );
    }

    /// <summary>How things stand at the moment of claiming.</summary>
    private sealed record Moment(
        Dictionary<Guid, Customer> Customers,
        AddressBook Book,
        Dictionary<(string Key, DueMessage Due), Message> Present
    );
}
