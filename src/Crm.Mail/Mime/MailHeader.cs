namespace Crm.Mail.Mime;

/// <summary>A header of a mail beside those the writer writes itself.</summary>
public readonly record struct MailHeader(string Name, string Value);
