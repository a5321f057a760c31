namespace Crm.Mail.Smtp;

/// <summary>How a connection to a mail server is protected. There is no "if offered": who can read along can also hide the offer.</summary>
public enum SmtpSecurity
{
    /// <summary>In the clear; for a server on this machine.</summary>
    None,

    /// <summary>Begins in the clear and goes over to TLS before anything of worth is said; usually port 587.</summary>
    StartTls,

    /// <summary>TLS from the first octet; usually port 465.</summary>
    Tls,
}
