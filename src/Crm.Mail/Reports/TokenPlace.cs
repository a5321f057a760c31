namespace Crm.Mail.Reports;

/// <summary>Where a token was found, from the surest down.</summary>
public enum TokenPlace
{
    /// <summary>In the address the report went to, <c>bounce+TOKEN@domain</c>.</summary>
    Recipient,

    /// <summary>In the header of the mail that was returned.</summary>
    ReturnedHeader,

    /// <summary>In the Message-ID of the mail that was returned or answered.</summary>
    MessageId,

    /// <summary>In a text that quotes our header.</summary>
    QuotedText,
}
