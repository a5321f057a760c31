using Crm.Api.Data;
using Crm.Api.Outreach;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Suppressions;

/// <summary>The list as others use it: what holds against an address, and what comes onto it without anybody writing a form.</summary>
internal sealed class SuppressionList(AddressHashes hashes)
{
    /// <summary>Those that count now; a null purpose of theirs is about everything.</summary>
    public static IQueryable<Suppression> Active(Work work) =>
        work.Query<Suppression>()
            .Where(suppression => suppression.ExpireTime == null || suppression.ExpireTime > work.Now);

    /// <summary>What counts now against an address, also against one that was erased and came back.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="channel">The channel of the address.</param>
    /// <param name="key">Its identity form.</param>
    /// <param name="purpose">Only what is about this purpose or about everything; null: whatever it is about.</param>
    public IQueryable<Suppression> Against(Work work, OutreachChannel channel, string key, string? purpose)
    {
        var hash = hashes.Of(channel, key);
        return Active(work)
            .Where(suppression => suppression.AddressHash == hash)
            .Where(suppression => purpose == null || suppression.Purpose == null || suppression.Purpose == purpose);
    }

    /// <summary>Puts an address onto the list, without saving it. Where it stands there for the same reason and purpose, it stays, for longer if need be.</summary>
    /// <returns>The new one; null when there was one already.</returns>
    public async Task<Suppression?> AddAsync(
        Work work,
        SuppressedAddress address,
        SuppressionReason reason,
        string source,
        string? note,
        DateTimeOffset? expireTime,
        CancellationToken cancellationToken
    )
    {
        var added = new Suppression
        {
            Id = work.NewId(),
            Source = source,
            Note = note,
            ExpireTime = expireTime,
        };
        added.IsOf(address.Channel, address.Address, address.Key, hashes);
        added.IsFor(reason, address.Purpose, hashes);
        var present = await work.Query<Suppression>()
            .FirstOrDefaultAsync(other => other.Fingerprint == added.Fingerprint, cancellationToken);
        if (present is null)
        {
            work.Db.Add(added);
            return added;
        }

        if (present.ExpireTime is { } until && (expireTime is null || expireTime > until))
        {
            present.ExpireTime = expireTime;
        }

        return null;
    }
}

/// <summary>An address that is to stand on the list.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="Address">As people write it.</param>
/// <param name="Key">Its identity form.</param>
/// <param name="Purpose">What must not be written about; null: everything.</param>
internal sealed record SuppressedAddress(OutreachChannel Channel, string Address, string Key, string? Purpose);
