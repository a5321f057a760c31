namespace Crm.Mail.Reports;

/// <summary>What a mail that came back says of one that we sent.</summary>
public enum ReportKind
{
    /// <summary>Nothing that can be relied on; a person must look.</summary>
    Unclear,

    /// <summary>It was not delivered, and nothing sent to that address will be.</summary>
    Hard,

    /// <summary>It was not delivered, for a reason that may pass.</summary>
    Soft,

    /// <summary>It is late; the server goes on trying.</summary>
    Delayed,

    /// <summary>The recipient called it spam.</summary>
    Complaint,

    /// <summary>Somebody answered.</summary>
    Reply,

    /// <summary>A program answered: an absence note, a receipt.</summary>
    AutoReply,
}
