using Crm.Api.Kernel;
using Crm.Api.Outreach;

namespace Crm.Api.Consents;

/// <summary>What holds for an address and a purpose by all that was said: the latest word.</summary>
internal sealed class ConsentState
{
    public required OutreachChannel Channel { get; set; }

    public required string AddressKey { get; set; }

    public required string Purpose { get; set; }

    public ConsentWord State { get; set; }

    /// <summary>When that word was said.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>The event that said it.</summary>
    public Guid EventId { get; set; }

    /// <summary>What holds as long as nothing else was said.</summary>
    public static ConsentState Of(ConsentEvent first) =>
        new()
        {
            Channel = first.Channel,
            AddressKey = first.AddressKey,
            Purpose = first.Purpose,
            State = first.State,
            Since = first.Time,
            EventId = first.Id,
        };

    /// <summary>The moment of a word said now: after the one that holds, which may have come from a clock ahead of ours.</summary>
    public static DateTimeOffset After(ConsentState? state, DateTimeOffset now) =>
        state is null ? now : now.OrLater(state.Since.AddMicroseconds(1));

    /// <summary>
    /// Takes in one more word. In whichever order words arrive, the same holds in the end: the one said last, and of two said at one
    /// moment the no.
    /// </summary>
    public void Fold(ConsentEvent word)
    {
        var isLater =
            word.Time > Since
            || (word.Time == Since && word.State == ConsentWord.Withdrawn && State == ConsentWord.Granted);
        if (isLater)
        {
            (State, Since, EventId) = (word.State, word.Time, word.Id);
        }
    }
}
