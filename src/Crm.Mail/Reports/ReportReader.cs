namespace Crm.Mail.Reports;

/// <summary>
/// Reads what comes back: delivery reports (RFC 3464), feedback reports (RFC 5965), answers of people and of programs (RFC 3834). Takes
/// anything, and rather calls it unclear than guesses.
/// </summary>
public sealed class ReportReader(ReportReaderOptions options)
{
    private const int LongestText = 20_000;

    private static readonly string[] Daemons = ["mailer-daemon", "mail-daemon", "mailerdaemon", "postmaster"];

    /// <summary>Reads a mail from a stream, as far as it may be.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="envelopeRecipient">Whom it was delivered to, when that is known.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Report> ReadAsync(Stream mail, string? envelopeRecipient, CancellationToken cancellationToken)
    {
        using var octets = new MemoryStream();
        var chunk = new byte[32 * 1024];
        while (await mail.ReadAsync(chunk, cancellationToken) is > 0 and var length)
        {
            if (octets.Length + length > options.LargestMail)
            {
                return new Report { Kind = ReportKind.Unclear, Reason = "It is too large to be read." };
            }

            octets.Write(chunk, 0, length);
        }

        return Read(octets.GetBuffer().AsMemory(0, (int)octets.Length), envelopeRecipient);
    }

    /// <summary>Reads a mail.</summary>
    public Report Read(ReadOnlyMemory<byte> mail, string? envelopeRecipient = null)
    {
        var root = MailEntity.Read(mail);
        var (from, fromName) = SenderOf(root.Headers["From"]);
        var tokens = new TokenFinder(options);
        tokens.LookAtRecipients(root.Headers, envelopeRecipient);
        var report = Judge(root, from, tokens);
        return report with
        {
            Tokens = tokens.Found,
            OriginalMessageId = tokens.OriginalMessageId,
            From = from,
            FromName = fromName,
            Subject = HeaderDecoder.Decode(root.Headers["Subject"]),
            MessageId = root.Headers.Ids("Message-ID").FirstOrDefault(),
            Text = TextOf(root),
        };
    }

    private static Report Judge(MailEntity root, string? from, TokenFinder tokens)
    {
        if (root.Headers.Count == 0)
        {
            return Unclear("It is no mail.");
        }

        MailEntity[] parts = [.. root.All()];
        LookAtReturned(parts, tokens);
        if (Find(parts, "message/feedback-report") is { } feedback)
        {
            return OfFeedback(HeaderFields.Read(feedback.Content.Span).Fields);
        }

        if ((Find(parts, "message/delivery-status") ?? Find(parts, "message/global-delivery-status")) is { } status)
        {
            return OfStatus(DeliveryStatus.Read(status.Content));
        }

        if (Find(parts, "message/disposition-notification") is not null)
        {
            return new Report { Kind = ReportKind.AutoReply, Reason = "It is a receipt." };
        }

        foreach (var text in parts.Where(part => part.Type.Name == "text/plain"))
        {
            tokens.LookAtText(text.Content.Span);
        }

        if (root.Type.Name == "multipart/report" || IsDaemon(from))
        {
            return Unclear("It is a report in a form we do not know.");
        }

        tokens.LookAtReferences(root.Headers);
        return OfAnswer(root.Headers, tokens);
    }

    private static Report OfStatus(IReadOnlyList<DeliveryStatus> recipients)
    {
        if (recipients.Count == 0)
        {
            return Unclear("The report names no recipient.");
        }

        var first = recipients[0];
        var isOneKind = recipients.All(recipient => recipient.Kind == first.Kind);
        return new Report
        {
            Kind = isOneKind ? first.Kind : ReportKind.Unclear,
            Reason = isOneKind ? first.Reason : "The report says different things of several recipients.",
            Action = first.Action,
            Status = first.Status,
            Diagnostic = first.Diagnostic,
            OriginalRecipient = first.OriginalRecipient,
            FinalRecipient = first.FinalRecipient,
        };
    }

    private static Report OfFeedback(HeaderFields fields)
    {
        var type = fields.Word("Feedback-Type");
        return new Report
        {
            Kind = type is "abuse" or "fraud" or "virus" or "opt-out" or "opt-out-list"
                ? ReportKind.Complaint
                : ReportKind.Unclear,
            Reason = type is null ? "The report does not say what it complains of." : "It is a feedback report.",
            FeedbackType = type,
            OriginalRecipient = fields.Ids("Original-Rcpt-To").FirstOrDefault(),
        };
    }

    private static Report OfAnswer(HeaderFields headers, TokenFinder tokens)
    {
        if (
            headers.Word("Auto-Submitted") is not (null or "no")
            || headers["X-Autoreply"] is not null
            || headers["X-Autorespond"] is not null
            || headers.Word("Precedence") == "auto_reply"
        )
        {
            return new Report { Kind = ReportKind.AutoReply, Reason = "A program answered." };
        }

        if (headers["List-Id"] is not null || headers.Word("Precedence") is "bulk" or "list" or "junk")
        {
            return Unclear("It is a mail to many.");
        }

        if (headers["Return-Path"] is "<>")
        {
            return Unclear("It is a report in a form we do not know.");
        }

        return tokens.Found.Count > 0
            ? new Report { Kind = ReportKind.Reply, Reason = "It answers a mail." }
            : Unclear("It answers none of our mails.");
    }

    private static void LookAtReturned(MailEntity[] parts, TokenFinder tokens)
    {
        foreach (var part in parts.Where(part => part.Type.IsMail || part.Type.IsHeaders))
        {
            tokens.LookAtReturned(HeaderFields.Read(part.Content.Span).Fields);
        }
    }

    private static MailEntity? Find(MailEntity[] parts, string type) =>
        Array.Find(parts, part => part.Type.Name == type);

    private static bool IsDaemon(string? from) =>
        from is not null && Daemons.Contains(from.Split('@')[0], StringComparer.OrdinalIgnoreCase);

    private static (string? Address, string? Name) SenderOf(string? value)
    {
        if (value is null)
        {
            return (null, null);
        }

        var open = value.LastIndexOf('<');
        var close = open < 0 ? -1 : value.IndexOf('>', open);
        return close < 0
            ? (value.Trim(), null)
            : (
                value[(open + 1)..close].Trim(),
                HeaderDecoder.Decode(value[..open].Trim().Trim('"')) is { Length: > 0 } name ? name : null
            );
    }

    private static string? TextOf(MailEntity root) =>
        root.All().FirstOrDefault(part => part.Type.Name == "text/plain" && part.Parts.Count == 0) is { } part
            ? part.Text() is { Length: > LongestText } text
                ? text[..LongestText]
                : part.Text()
            : null;

    private static Report Unclear(string reason) => new() { Kind = ReportKind.Unclear, Reason = reason };
}
