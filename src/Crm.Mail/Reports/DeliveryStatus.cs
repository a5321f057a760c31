namespace Crm.Mail.Reports;

/// <summary>What a delivery report says of one recipient (RFC 3464, 2.3).</summary>
internal sealed record DeliveryStatus(
    ReportKind Kind,
    string Reason,
    string? Action,
    string? Status,
    string? Diagnostic,
    string? OriginalRecipient,
    string? FinalRecipient
)
{
    private const int MostRecipients = 100;
    private const int LongestText = 1000;

    /// <summary>All recipients a report names.</summary>
    public static IReadOnlyList<DeliveryStatus> Read(ReadOnlyMemory<byte> content)
    {
        var recipients = new List<DeliveryStatus>();
        while (!content.IsEmpty && recipients.Count < MostRecipients)
        {
            var (fields, length) = HeaderFields.Read(content.Span);
            if (fields["Action"] is not null || fields["Final-Recipient"] is not null || fields["Status"] is not null)
            {
                recipients.Add(Of(fields));
            }

            // A line that is no header would stop us for ever.
            content = length > 0 ? content[length..] : AfterLine(content);
        }

        return recipients;
    }

    private static DeliveryStatus Of(HeaderFields fields)
    {
        var action = fields.Word("Action");
        var diagnostic = Cut(AfterType(fields["Diagnostic-Code"]));
        var status = StatusCode.Find(fields["Status"]) ?? StatusCode.FindInReply(diagnostic);
        var (kind, reason) = Judge(action, status);
        return new DeliveryStatus(
            kind,
            reason,
            Cut(action),
            status?.ToString(),
            diagnostic,
            Cut(AfterType(fields["Original-Recipient"])),
            Cut(AfterType(fields["Final-Recipient"]))
        );
    }

    private static (ReportKind Kind, string Reason) Judge(string? action, StatusCode? status) =>
        (action, status) switch
        {
            ("delayed", _) => (ReportKind.Delayed, "The server goes on trying."),
            ("failed", null) => (ReportKind.Unclear, "It was not delivered, and the report does not say why."),
            ("failed", { Class: 4 }) => (ReportKind.Soft, $"It was not delivered in time ({status})."),
            // A full mailbox is called permanent and seldom is; a policy is about us rather than the address.
            ("failed", { Class: 5, Subject: 2, Detail: 2 }) => (ReportKind.Soft, $"The mailbox is full ({status})."),
            ("failed", { Class: 5, Subject: 7 }) => (ReportKind.Soft, $"A policy is against it ({status})."),
            ("failed", { Class: 5 }) => (ReportKind.Hard, $"It cannot be delivered ({status})."),
            ("delivered" or "relayed" or "expanded", _) => (ReportKind.Unclear, "It was delivered."),
            _ => (ReportKind.Unclear, "The report does not say what became of it."),
        };

    // "rfc822; anna@example.org", "smtp; 550 no such user"
    private static string? AfterType(string? value) =>
        value is null ? null
        : value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim() is { Length: > 0 } text ? text
        : null;

    private static string? Cut(string? text) => text?.Length > LongestText ? text[..LongestText] : text;

    private static ReadOnlyMemory<byte> AfterLine(ReadOnlyMemory<byte> content) =>
        content.Span.IndexOf((byte)'\n') is >= 0 and var end ? content[(end + 1)..] : default;
}
