using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;

namespace Crm.Api.Campaigns.Planning;

/// <summary>The lines of a plan while it is made: numbers them, and knows which addresses are in it.</summary>
internal sealed class PlannedLines(Campaign campaign, StepCalendar calendar, DateTimeOffset now, TimeZoneInfo zone)
{
    private readonly Dictionary<DueMessage, SeenKeys> _addresses = [];
    private readonly QuietTime _quiet = new(campaign, zone);
    private long _line;

    /// <summary>What a recipient is due to get, each to be sent or left out for a reason.</summary>
    /// <param name="recipient">The customer.</param>
    /// <param name="book">What is known of the address.</param>
    /// <param name="taken">Which addresses have had a message already, whoever they were used for.</param>
    public IEnumerable<LedgerLine> Of(
        Recipient recipient,
        AddressBook book,
        HashSet<(string Key, DueMessage Due)> taken
    )
    {
        foreach (var due in calendar.Due(recipient.Past, recipient.DateOf).Where(due => recipient.Fits(due.Step)))
        {
            var message = new PlannedMessage(
                ++_line,
                recipient.CustomerId,
                recipient.Version,
                recipient.AddressKey,
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

        if (taken.Contains((key, message.Due)) || !IsFirst(message, key))
        {
            return message.ToLine(LineOutcome.Duplicate, LeaveOut.DuplicateAddress);
        }

        book.Take(key);
        // It is planned all the same: when it is applied, another hour has struck.
        return message.ToLine(LineOutcome.Created, _quiet.Holds(now, recipient.TimeZone) ? LeaveOut.QuietHours : null);
    }

    private bool IsFirst(PlannedMessage message, string key)
    {
        if (!_addresses.TryGetValue(message.Due, out var seen))
        {
            _addresses.Add(message.Due, seen = new SeenKeys());
        }

        // Instead of the address: an audience may be all customers there are.
        var fingerprint = Fingerprint.Of(key);
        if (seen.LineOf(fingerprint) is not null)
        {
            return false;
        }

        seen.Add(fingerprint, message.Line);
        return true;
    }
}
