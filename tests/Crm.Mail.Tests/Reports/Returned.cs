namespace Crm.Mail.Tests.Reports;

/// <summary>Mails as they come back, in the forms that servers and programs give them.</summary>
internal static class Returned
{
    public const string Token = "AZqxB3f0cJ-2_TokenOfOurs";

    public static string DeliveryReport(
        string action,
        string status,
        string diagnostic = "smtp; 550 5.1.1 no such user"
    ) =>
        $"""
            Return-Path: <>
            Received: from mx.example.com by mail.example.org; Sun, 22 Nov 2026 09:00:00 +0000
            Date: Sun, 22 Nov 2026 09:00:00 +0000
            From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            To: bounce+{Token}@example.org
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
             boundary="A4F.1795/mx.example.com"
            Message-Id: <20261122.A4F@mx.example.com>

            This is a MIME-encapsulated message.

            --A4F.1795/mx.example.com
            Content-Description: Notification
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.

            --A4F.1795/mx.example.com
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com
            X-Postfix-Queue-ID: A4F
            Arrival-Date: Sun, 22 Nov 2026 08:59:00 +0000

            Final-Recipient: rfc822; anna.private@example.net
            Original-Recipient: rfc822;anna@example.com
            Action: {action}
            Status: {status}
            Remote-MTA: dns; mx.example.net
            Diagnostic-Code: {diagnostic}
                (in reply to RCPT TO
            	command)

            --A4F.1795/mx.example.com
            Content-Description: Undelivered Message
            Content-Type: message/rfc822

            From: The Shop <shop@example.org>
            To: Anna <anna@example.com>
            Subject: News
            Message-ID: <{Token}@example.org>
            X-Crm-Message: {Token}

            Hello Anna

            --A4F.1795/mx.example.com--

            """;

    public static string FeedbackReport(string type) =>
        $"""
            From: <feedback@isp.example>
            To: <abuse@example.org>
            Subject: FW: News
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary=part

            --part
            Content-Type: text/plain; charset="US-ASCII"

            This is an email abuse report.
            --part
            Content-Type: message/feedback-report

            Feedback-Type: {type}
            User-Agent: SomeGenerator/1.0
            Version: 1
            Original-Rcpt-To: <anna@example.com>

            --part
            Content-Type: text/rfc822-headers
            Content-Transfer-Encoding: quoted-printable

            From: shop@example.org
            Message-ID: <={(int)Token[0]:X2}{Token[1..]}@example.org>
            X-Crm-Message: =
            {Token}
            --part--

            """;

    public static string Answer(params string[] headers) =>
        $"""
            From: =?utf-8?q?Anna_M=C3=BC?= =?iso-8859-1?q?ller?= <anna@example.com>
            To: The Shop <reply@example.org>
            Subject: =?utf-8?b?UmU6IE5ld3Mg8J+OiQ==?=
            Message-ID: <answer-1@example.com>
            {string.Join('\n', headers.DefaultIfEmpty("X-Nothing: said"))}
            Content-Type: multipart/alternative; boundary="b;""; charset=utf-8

            --b;
            Content-Type: text/plain; charset=windows-1252
            Content-Transfer-Encoding: quoted-printable

            Thank you, that is 5 =80 less=
             than before.
            --b;
            Content-Type: text/html

            <p>Thank you</p>
            --b;--

            """.Replace("\"b;\"\"", "\"b;\"", StringComparison.Ordinal);
}
