namespace Crm.Mail.Reports;

/// <summary>What may be a token of ours. Anybody can write one into a mail: it is to be checked before it is believed.</summary>
/// <param name="Text">The token.</param>
/// <param name="Place">Where it stood.</param>
/// <param name="Mailbox">What stood before it, when that was an address of ours.</param>
public readonly record struct FoundToken(string Text, TokenPlace Place, string? Mailbox = null);
