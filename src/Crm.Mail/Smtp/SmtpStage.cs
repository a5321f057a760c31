namespace Crm.Mail.Smtp;

/// <summary>Where an outcome was decided. Only a refused recipient says something about the recipient's address.</summary>
public enum SmtpStage
{
    /// <summary>Before anything of the mail was said.</summary>
    Connection,

    /// <summary>MAIL FROM: the server does not want us, or our sender.</summary>
    Sender,

    /// <summary>RCPT TO.</summary>
    Recipient,

    /// <summary>DATA and the mail itself.</summary>
    Content,
}
