namespace Crm.Mail.Mime;

/// <summary>Whom a mail comes from or goes to.</summary>
/// <param name="Address">As people write it; the domain may be an internationalised one.</param>
/// <param name="Name">What is shown instead of the address.</param>
public sealed record Mailbox(string Address, string? Name = null);
