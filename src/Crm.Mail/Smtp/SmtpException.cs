namespace Crm.Mail.Smtp;

/// <summary>No connection to the mail server, or none to send over. Holds neither addresses nor passwords, nor the server's own words.</summary>
public sealed class SmtpException : Exception
{
    internal SmtpException(SmtpServer server, string trouble, Exception? cause = null)
        : base($"The mail server {server} {trouble}.", cause) { }
}
