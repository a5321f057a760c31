using Crm.Api.Campaigns;
using Crm.Api.Consents;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Interactions;
using Crm.Api.Kernel;
using Crm.Api.Suppressions;
using Crm.Mail.Reports;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Outreach.Inbound;

/// <summary>A message of which something came back, and all that follows from it: once for each message, however often it is reported.</summary>
internal sealed class ReturnedMessage(Message message, Work work, SuppressionList suppressions)
{
    private const int CodeLength = 60;
    private const int DetailLength = 1000;
    private const int ExternalIdLength = 200;

    /// <summary>The system of the ids by which an answer is known again.</summary>
    private const string MailSystem = "message-id";

    private readonly RecipientWord _word = new(
        new ReachedAddress(message.Id, message.Channel, message.AddressKey, message.Address),
        work,
        suppressions
    );

    private readonly List<InboundEffect> _effects = [];

    /// <summary>What has changed.</summary>
    public IReadOnlyList<InboundEffect> Effects => _effects;

    /// <summary>It cannot be delivered: nothing is sent there any more.</summary>
    public async Task BounceAsync(Report report, CustomerResource customers, CancellationToken cancellationToken)
    {
        if (message.BounceTime is not null)
        {
            return;
        }

        message.BounceTime = work.Now;
        NoteReason(report);
        _effects.Add(InboundEffect.BounceNoted);
        await SuppressAsync(SuppressionReason.HardBounce, purpose: null, expireTime: null, cancellationToken);
        await MarkContactPointAsync(customers, cancellationToken);
    }

    /// <summary>It could not be delivered this time: counted, until there were too many of them.</summary>
    public async Task CountAsync(Report report, SoftBounceOptions options, CancellationToken cancellationToken)
    {
        if (message.SoftBounceTime is not null)
        {
            return;
        }

        message.SoftBounceTime = work.Now;
        NoteReason(report);
        _effects.Add(InboundEffect.SoftBounceCounted);
        var since = work.Now.AddDays(-options.WithinDays);
        var before = await work.Query<Message>()
            .Where(other => other.AddressKey == message.AddressKey && other.Channel == message.Channel)
            .CountAsync(other => other.Id != message.Id && other.SoftBounceTime > since, cancellationToken);
        if (before + 1 >= options.Limit)
        {
            var until = work.Now.AddDays(options.SuppressDays);
            await SuppressAsync(SuppressionReason.SoftBounceLimit, purpose: null, until, cancellationToken);
        }
    }

    /// <summary>Somebody called it spam: nothing is sent there any more, and consent is withdrawn.</summary>
    public async Task ComplainAsync(CancellationToken cancellationToken)
    {
        if (message.ComplaintTime is not null)
        {
            return;
        }

        message.ComplaintTime = work.Now;
        _effects.Add(InboundEffect.ComplaintNoted);
        NoteOptOut();
        await SuppressAsync(SuppressionReason.Complaint, purpose: null, expireTime: null, cancellationToken);
        await WithdrawAsync(await PurposeAsync(cancellationToken), "complaint", cancellationToken);
    }

    /// <summary>Somebody wants no more of this.</summary>
    public async Task UnsubscribeAsync(CancellationToken cancellationToken)
    {
        if (message.OptOutTime is not null)
        {
            return;
        }

        NoteOptOut();
        var purpose = await PurposeAsync(cancellationToken);
        await SuppressAsync(SuppressionReason.Unsubscribed, purpose, expireTime: null, cancellationToken);
        await WithdrawAsync(purpose, "unsubscribe-mail", cancellationToken);
    }

    /// <summary>Somebody answered: that ends a sequence, and what was said stands on the timeline.</summary>
    /// <param name="report">The answer.</param>
    /// <param name="hash">By what an answer without an id of its own is known again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task AnswerAsync(Report report, string hash, CancellationToken cancellationToken)
    {
        if (message.ReplyTime is null)
        {
            message.ReplyTime = work.Now;
            _effects.Add(InboundEffect.ReplyNoted);
        }

        var id =
            report.MessageId is { Length: > 0 and <= ExternalIdLength } given && !given.Contains('\0') ? given : hash;
        var isThere = await work
            .Db.Set<ExternalId<Interaction>>()
            .AnyAsync(external => external.System == MailSystem && external.Value == id, cancellationToken);
        if (isThere)
        {
            return;
        }

        var interaction = new Interaction
        {
            Id = work.NewId(),
            CustomerId = await CustomerIdAsync(cancellationToken),
            Channel = InteractionChannel.Email,
            Direction = InteractionDirection.In,
            ContactPoint = FittingText.Of(report.From, InteractionConfiguration.ContactLength),
            Subject = FittingText.Of(report.Subject, InteractionConfiguration.SubjectLength),
            Body = FittingText.Of(report.Text, InteractionConfiguration.BodyLength),
            OccurredAt = work.Now,
            RegardingType = RecordKind.Campaign,
            RegardingId = message.CampaignId,
        };
        interaction.ExternalIds.Add(new ExternalId<Interaction> { System = MailSystem, Value = id });
        work.Db.Add(interaction);
        _effects.Add(InboundEffect.InteractionCreated);
    }

    private void NoteReason(Report report)
    {
        message.Code = FittingText.Of(report.Status, CodeLength);
        message.Detail = FittingText.Of(report.Diagnostic ?? report.Reason, DetailLength);
    }

    private void NoteOptOut()
    {
        if (message.OptOutTime is null)
        {
            message.OptOutTime = work.Now;
            _effects.Add(InboundEffect.OptOutNoted);
        }
    }

    private async Task SuppressAsync(
        SuppressionReason reason,
        string? purpose,
        DateTimeOffset? expireTime,
        CancellationToken cancellationToken
    )
    {
        if (await _word.SuppressAsync(reason, purpose, "inbound-mail", expireTime, cancellationToken))
        {
            _effects.Add(InboundEffect.AddressSuppressed);
        }
    }

    private async Task MarkContactPointAsync(CustomerResource customers, CancellationToken cancellationToken)
    {
        var id = await CustomerIdAsync(cancellationToken);
        await work.HoldAsync<Customer>(id, cancellationToken);
        var customer = await customers
            .WithParts(work.Query<Customer>())
            .FirstOrDefaultAsync(customer => customer.Id == id, cancellationToken);
        var channels = message.Channel.ContactPoints();
        foreach (var point in customer?.ContactPoints ?? [])
        {
            if (
                channels.Contains(point.Channel)
                && point.Normalized == message.AddressKey
                && point.IsValid is not false
            )
            {
                point.IsValid = false;
                _effects.Add(InboundEffect.ContactPointInvalid);
            }
        }
    }

    private async Task WithdrawAsync(string purpose, string source, CancellationToken cancellationToken)
    {
        var customerId = await CustomerIdAsync(cancellationToken);
        if (await _word.SayAsync(purpose, ConsentWord.Withdrawn, source, customerId, cancellationToken))
        {
            _effects.Add(InboundEffect.ConsentWithdrawn);
        }
    }

    private Task<string> PurposeAsync(CancellationToken cancellationToken) =>
        work.QueryWithTrash<Campaign>()
            .Where(campaign => campaign.Id == message.CampaignId)
            .Select(campaign => campaign.Purpose)
            .FirstAsync(cancellationToken);

    /// <summary>Who it was for, or whom that one was merged into.</summary>
    private Task<Guid> CustomerIdAsync(CancellationToken cancellationToken) =>
        work.QueryWithTrash<Customer>()
            .Where(customer => customer.Id == message.CustomerId)
            .Select(customer => customer.MergedIntoId ?? customer.Id)
            .FirstAsync(cancellationToken);
}
