namespace Crm.Api.Outreach.Channels;

/// <summary>A rendered message, ready to leave.</summary>
internal sealed record OutgoingMessage
{
    public required Guid Id { get; init; }

    /// <summary>Stands for it in links and envelopes, so that answers find it again.</summary>
    public required string Token { get; init; }

    public required OutreachChannel Channel { get; init; }

    /// <summary>Where it goes: a mail address, a number, a postal address in one line.</summary>
    public required string Address { get; init; }

    public required string RecipientName { get; init; }

    public string? SenderName { get; init; }

    public string? SenderAddress { get; init; }

    public string? ReplyTo { get; init; }

    /// <summary>BCP 47 tag of the language it is written in.</summary>
    public string? Language { get; init; }

    public string? Subject { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    /// <summary>Where one click ends it, as RFC 8058 wants; null for what needs no such link.</summary>
    public Uri? UnsubscribeUrl { get; init; }

    /// <summary>The same by mail.</summary>
    public string? UnsubscribeMailbox { get; init; }

    public required DateTimeOffset Date { get; init; }
}
