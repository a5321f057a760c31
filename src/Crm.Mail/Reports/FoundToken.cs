namespace Crm.Mail.Reports;

/// <summary>What may be a token of ours. Anybody can write one into a mail: it is to be checked before it is believed.</summary>
public readonly record struct FoundToken(string Text, TokenPlace Place);
