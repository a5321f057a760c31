namespace Crm.Mail.Smtp;

/// <summary>What became of a mail.</summary>
public enum SmtpVerdict
{
    /// <summary>The server has it, and answers for it.</summary>
    Accepted,

    /// <summary>The server does not want it, and will not (5xx).</summary>
    RejectedForGood,

    /// <summary>The server does not want it now (4xx). It was not taken and may be tried again, later.</summary>
    RejectedForNow,

    /// <summary>It was certainly not handed over, for a reason that is not its own. It may be tried again.</summary>
    NotSent,

    /// <summary>It left us whole, and no answer came. It may have been delivered: never to be sent again by itself.</summary>
    Unknown,
}
