namespace Crm.Api.Tests.Outreach.Inbound;

/// <summary>Mails as they come back, about the message of a token.</summary>
internal static class MailsThatCameBack
{
    public static string DeliveryReport(string token, string status) =>
        $"""
            Return-Path: <>
            From: MAILER-DAEMON@mx.example.com
            To: bounce+{token}@example.org
            Content-Type: multipart/report; report-type=delivery-status; boundary=part

            --part
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com

            Final-Recipient: rfc822; somebody@example.com
            Action: failed
            Status: {status}
            Diagnostic-Code: smtp; 550 {status} no luck

            --part--

            """;

    public static string FeedbackReport(string token) =>
        $"""
            From: <feedback@isp.example>
            To: <abuse@example.org>
            Content-Type: multipart/report; report-type=feedback-report; boundary=part

            --part
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: SomeGenerator/1.0
            Version: 1

            --part
            Content-Type: text/rfc822-headers

            From: shop@example.org
            X-Crm-Message: {token}
            --part--

            """;

    public static string Answer(string token, string id, params string[] headers) =>
        $"""
            From: Anna <anna@example.com>
            To: shop@example.org
            Subject: Re: News
            Message-ID: <{id}@example.com>
            In-Reply-To: <{token}@example.org>
            {string.Join('\n', headers.DefaultIfEmpty("X-Nothing: said"))}
            Content-Type: text/plain; charset=utf-8

            Thank you, please call me.
            """;

    public static string ToUnsubscribe(string token) =>
        $"""
            From: anna@example.com
            To: leave+{token}@example.org
            Subject: unsubscribe

            """;
}
