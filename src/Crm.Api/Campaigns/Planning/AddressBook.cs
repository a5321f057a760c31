using Crm.Api.Consents;
using Crm.Api.Data;
using Crm.Api.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Planning;

/// <summary>What is known about some addresses that decides whether a campaign may write there: read with one query for each kind of thing.</summary>
internal sealed class AddressBook(Campaign campaign, AddressHashes hashes)
{
    private readonly Dictionary<string, SuppressionReason> _suppressed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConsentWord> _consents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _recent = new(StringComparer.Ordinal);

    private Campaign Campaign => campaign;

    public static async Task<AddressBook> OfAsync(
        Campaign campaign,
        IReadOnlyCollection<string> keys,
        AddressHashes hashes,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var book = new AddressBook(campaign, hashes);
        await book.AddSuppressionsAsync(keys, work, cancellationToken);
        await book.AddConsentsAsync(keys, work, cancellationToken);
        await book.AddRecentAsync(keys, work, cancellationToken);
        return book;
    }

    /// <summary>Why the address is not written to; null when it may be.</summary>
    public string? ReasonAgainst(string key)
    {
        if (_suppressed.TryGetValue(key, out var reason))
        {
            return LeaveOut.Of(reason);
        }

        ConsentWord? word = _consents.TryGetValue(key, out var said) ? said : null;
        var isAllowed = Campaign.Consent switch
        {
            ConsentRule.OptIn => word == ConsentWord.Granted,
            ConsentRule.OptOut => word != ConsentWord.Withdrawn,
            ConsentRule.None => true,
        };
        return !isAllowed ? LeaveOut.NoConsent
            : _recent.GetValueOrDefault(key) >= (Campaign.CapMessages ?? int.MaxValue) ? LeaveOut.FrequencyCap
            : null;
    }

    /// <summary>Reckons with a message that is about to be sent there.</summary>
    public void Take(string key)
    {
        if (Campaign.CapMessages is not null)
        {
            _recent[key] = _recent.GetValueOrDefault(key) + 1;
        }
    }

    private async Task AddSuppressionsAsync(
        IReadOnlyCollection<string> keys,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var suppressions = SuppressionList
            .Active(work)
            .Where(suppression => suppression.Channel == Campaign.Channel)
            .Where(suppression => suppression.Purpose == null || suppression.Purpose == Campaign.Purpose);
        var known = await suppressions
            .Where(suppression => EF.Parameter(keys).Contains(suppression.AddressKey!))
            .Select(suppression => new { Key = suppression.AddressKey!, suppression.Reason })
            .ToListAsync(cancellationToken);
        known.ForEach(suppression => Suppress(suppression.Key, suppression.Reason));
        // An address whose person was erased is known by its hash alone.
        var erased = suppressions.Where(suppression => suppression.AddressKey == null);
        if (await erased.AnyAsync(cancellationToken))
        {
            var keysOf = keys.Distinct(StringComparer.Ordinal)
                .ToDictionary(key => hashes.Of(Campaign.Channel, key), StringComparer.Ordinal);
            string[] wanted = [.. keysOf.Keys];
            var found = await erased
                .Where(suppression => EF.Parameter(wanted).Contains(suppression.AddressHash))
                .Select(suppression => new { suppression.AddressHash, suppression.Reason })
                .ToListAsync(cancellationToken);
            found.ForEach(suppression => Suppress(keysOf[suppression.AddressHash], suppression.Reason));
        }
    }

    /// <summary>Of several reasons the one a person would name first.</summary>
    private void Suppress(string key, SuppressionReason reason)
    {
        if (!_suppressed.TryGetValue(key, out var other) || reason < other)
        {
            _suppressed[key] = reason;
        }
    }

    private async Task AddConsentsAsync(
        IReadOnlyCollection<string> keys,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (Campaign.Consent == ConsentRule.None)
        {
            return;
        }

        var states = await work
            .Db.Set<ConsentState>()
            .Where(state => EF.Parameter(keys).Contains(state.AddressKey))
            .Where(state => state.Channel == Campaign.Channel && state.Purpose == Campaign.Purpose)
            .Select(state => new { state.AddressKey, state.State })
            .ToListAsync(cancellationToken);
        states.ForEach(state => _consents[state.AddressKey] = state.State);
    }

    private async Task AddRecentAsync(IReadOnlyCollection<string> keys, Work work, CancellationToken cancellationToken)
    {
        if (Campaign is not { Lane: CampaignLane.Bulk, CapDays: { } days })
        {
            return;
        }

        var since = work.Now.AddDays(-days);
        var bulk = work.QueryWithTrash<Campaign>().Where(campaign => campaign.Lane == CampaignLane.Bulk);
        var recent = await work
            .Db.Set<Message>()
            .Where(message => EF.Parameter(keys).Contains(message.AddressKey))
            .Where(message => message.Channel == Campaign.Channel && message.SendTime > since)
            .Where(message => bulk.Any(campaign => campaign.Id == message.CampaignId))
            .GroupBy(message => message.AddressKey)
            .Select(messages => new { messages.Key, Count = messages.Count() })
            .ToListAsync(cancellationToken);
        recent.ForEach(address => _recent[address.Key] = address.Count);
    }
}
