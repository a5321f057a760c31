using System.Text;
using Crm.Mail.Mime;
using Crm.Mail.Reports;
using Crm.Mail.Tests.Mime;

namespace Crm.Mail.Tests.Reports;

public sealed class ReportReaderTests
{
    [Theory]
    [InlineData("failed", "5.1.1", ReportKind.Hard)]
    [InlineData("Failed", "5.0.0 (permanent failure)", ReportKind.Hard)]
    [InlineData("failed", "5.4.4", ReportKind.Hard)]
    [InlineData("failed", "5.2.2", ReportKind.Soft)]
    [InlineData("failed", "5.7.1", ReportKind.Soft)]
    [InlineData("failed", "4.4.7", ReportKind.Soft)]
    [InlineData("failed", "nonsense", ReportKind.Hard)]
    [InlineData("delayed", "4.4.1", ReportKind.Delayed)]
    [InlineData("delivered", "2.0.0", ReportKind.Unclear)]
    [InlineData("relayed", "2.1.9", ReportKind.Unclear)]
    [InlineData("failed", "2.0.0", ReportKind.Unclear)]
    [InlineData("exploded", "5.1.1", ReportKind.Unclear)]
    public void Delivery_reports_are_told_apart(string action, string status, ReportKind kind) =>
        Assert.Equal(kind, Read(Returned.DeliveryReport(action, status)).Kind);

    [Theory]
    [InlineData("smtp; 452 4.2.2 over quota", ReportKind.Soft, "4.2.2")]
    [InlineData("smtp; 550-5.1.1 The email account does not exist", ReportKind.Hard, "5.1.1")]
    [InlineData("smtp; 554 no", ReportKind.Hard, "5.0.0")]
    [InlineData("x-unknown; it did not work", ReportKind.Unclear, null)]
    public void Without_a_status_the_servers_answer_counts(string diagnostic, ReportKind kind, string? status)
    {
        var report = Read(Returned.DeliveryReport("failed", "?", diagnostic));
        Assert.Equal((kind, status), (report.Kind, report.Status));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_delivery_report_is_understood_in_full(string lineEnd)
    {
        var report = Read(Returned.DeliveryReport("failed", "5.1.1").Replace("\n", lineEnd, StringComparison.Ordinal));
        Assert.Equal(ReportKind.Hard, report.Kind);
        Assert.Equal("failed", report.Action);
        Assert.Equal("5.1.1", report.Status);
        Assert.Equal("550 5.1.1 no such user (in reply to RCPT TO command)", report.Diagnostic);
        Assert.Equal("anna@example.com", report.OriginalRecipient);
        Assert.Equal("anna.private@example.net", report.FinalRecipient);
        Assert.Equal($"{Returned.Token}@example.org", report.OriginalMessageId);
        Assert.Equal("20261122.A4F@mx.example.com", report.MessageId);
        Assert.Equal([new FoundToken(Returned.Token, TokenPlace.Recipient, "bounce")], report.Tokens);
        Assert.DoesNotContain("anna", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_is_found_in_the_returned_mail_alone()
    {
        var report = Read(
            Returned
                .DeliveryReport("failed", "5.1.1")
                .Replace($"bounce+{Returned.Token}@", "office@", StringComparison.Ordinal)
        );
        Assert.Equal([new FoundToken(Returned.Token, TokenPlace.ReturnedHeader)], report.Tokens);
    }

    [Fact]
    public void The_token_is_found_in_the_envelope_alone()
    {
        var report = new ReportReader(new ReportReaderOptions()).Read(
            "Subject: hm\n\nhm"u8.ToArray(),
            $"Bounce+{Returned.Token}@example.org"
        );
        Assert.Equal(ReportKind.Reply, report.Kind);
        Assert.Equal([new FoundToken(Returned.Token, TokenPlace.Recipient, "Bounce")], report.Tokens);
    }

    [Fact]
    public void A_report_in_base64_is_read_too()
    {
        var plain = Returned.DeliveryReport("failed", "5.1.1").Split("\n\nReporting-MTA");
        var (status, rest) = (
            "Reporting-MTA" + plain[1].Split("\n--")[0],
            plain[1][plain[1].IndexOf("\n--", StringComparison.Ordinal)..]
        );
        var report = Read(
            $"{plain[0]}\nContent-Transfer-Encoding: BASE64\n\n"
                + Convert.ToBase64String(Encoding.UTF8.GetBytes(status), Base64FormattingOptions.InsertLineBreaks)
                + rest
        );
        Assert.Equal((ReportKind.Hard, "5.1.1"), (report.Kind, report.Status));
    }

    [Fact]
    public void Recipients_that_fared_differently_are_unclear()
    {
        var report = Read(
            Returned
                .DeliveryReport("failed", "5.1.1")
                .Replace(
                    "Final-Recipient: rfc822; anna",
                    "Final-Recipient: rfc822; berta@example.net\nAction: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; anna",
                    StringComparison.Ordinal
                )
        );
        Assert.Equal(ReportKind.Unclear, report.Kind);
        Assert.Equal(Returned.Token, report.Tokens[0].Text);
    }

    [Theory]
    [InlineData("abuse", ReportKind.Complaint)]
    [InlineData("Fraud", ReportKind.Complaint)]
    [InlineData("not-spam", ReportKind.Unclear)]
    [InlineData("auth-failure", ReportKind.Unclear)]
    [InlineData("", ReportKind.Unclear)]
    public void Complaints_are_told_from_other_feedback(string type, ReportKind kind)
    {
        var report = Read(Returned.FeedbackReport(type));
        Assert.Equal(kind, report.Kind);
        Assert.Equal("anna@example.com", report.OriginalRecipient);
        Assert.Equal(new FoundToken(Returned.Token, TokenPlace.ReturnedHeader), report.Tokens[0]);
        Assert.Equal($"{Returned.Token}@example.org", report.OriginalMessageId);
    }

    [Fact]
    public void An_answer_is_read_with_all_its_characters()
    {
        var report = Read(Returned.Answer($"In-Reply-To: <{Returned.Token}@example.org>"));
        Assert.Equal(ReportKind.Reply, report.Kind);
        Assert.Equal("anna@example.com", report.From);
        Assert.Equal("Anna Müller", report.FromName);
        Assert.Equal("Re: News 🎉", report.Subject);
        Assert.Equal("Thank you, that is 5 € less than before.", report.Text?.Trim());
        Assert.Equal([new FoundToken(Returned.Token, TokenPlace.MessageId)], report.Tokens);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied (vacation)")]
    [InlineData("Auto-Submitted: auto-generated")]
    [InlineData("X-Autoreply: yes")]
    [InlineData("Precedence: auto_reply")]
    public void Programs_that_answer_are_no_people(string header)
    {
        var report = Read(
            Returned.Answer(
                header,
                "Return-Path: <>",
                $"References: <other@example.org> <{Returned.Token}@example.org>"
            )
        );
        Assert.Equal(ReportKind.AutoReply, report.Kind);
        Assert.Equal(Returned.Token, report.Tokens[0].Text);
    }

    [Fact]
    public void A_person_may_say_that_no_program_answered() =>
        Assert.Equal(
            ReportKind.Reply,
            Read(Returned.Answer("Auto-Submitted: no", $"In-Reply-To: <{Returned.Token}@example.org>")).Kind
        );

    [Theory]
    [InlineData("X-Nothing: said")]
    [InlineData("Precedence: bulk\nIn-Reply-To: <a@example.org>")]
    [InlineData("List-Id: <list.example.com>\nIn-Reply-To: <a@example.org>")]
    [InlineData("Return-Path: <>\nIn-Reply-To: <a@example.org>")]
    public void What_answers_nothing_of_ours_is_unclear(string headers) =>
        Assert.Equal(ReportKind.Unclear, Read(Returned.Answer(headers)).Kind);

    [Fact]
    public void A_report_in_words_is_unclear_but_names_its_mail()
    {
        var report = Read(
            $"""
            From: MAILER-DAEMON@example.com
            Subject: failure notice
            Auto-Submitted: auto-replied

            Hi. This is the qmail-send program at example.com.
            <anna@example.com>:
            Sorry, no mailbox here by that name. (#5.1.1)

            --- Below this line is a copy of the message.

            From: shop@example.org
            X-Crm-Message: {Returned.Token}
            Subject: News
            """
        );
        Assert.Equal(ReportKind.Unclear, report.Kind);
        Assert.Equal([new FoundToken(Returned.Token, TokenPlace.QuotedText)], report.Tokens);
    }

    [Fact]
    public void A_bounce_that_somebody_forwards_is_no_bounce_of_ours()
    {
        var inner = Returned.DeliveryReport("failed", "5.1.1");
        var report = Read(
            $"From: boss@example.com\nTo: shop@example.org\nContent-Type: multipart/mixed; boundary=outer\n\n"
                + $"--outer\nContent-Type: message/rfc822\n\n{inner}\n--outer--\n"
        );
        Assert.NotEqual(ReportKind.Hard, report.Kind);
    }

    [Fact]
    public async Task A_mail_that_is_too_large_is_unclear()
    {
        var reader = new ReportReader(new ReportReaderOptions { LargestMail = 1000 });
        using var mail = new MemoryStream(Encoding.UTF8.GetBytes(Returned.DeliveryReport("failed", "5.1.1")));
        Assert.Equal(ReportKind.Unclear, (await reader.ReadAsync(mail, null, CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task What_we_write_we_can_read()
    {
        var message = Mails.Plain with
        {
            From = new Mailbox("shop@example.org", "Der Große Laden 大商店 🎁"),
            Subject = string.Concat(Enumerable.Repeat("新春大促销 ", 30)).Trim(),
            Text = "Grüße, 你好\n",
            Html = "<p>你好</p>",
            Headers = [new("In-Reply-To", $"<{Returned.Token}@example.org>")],
        };
        using var mail = new MemoryStream(Mails.Write(message));
        var report = await new ReportReader(new ReportReaderOptions()).ReadAsync(mail, null, CancellationToken.None);
        Assert.Equal(ReportKind.Reply, report.Kind);
        Assert.Equal(message.From.Name, report.FromName);
        Assert.Equal(message.From.Address, report.From);
        Assert.Equal(message.Subject, report.Subject);
        Assert.Equal("Grüße, 你好", report.Text?.Trim());
        Assert.Equal(message.MessageId, report.MessageId);
    }

    internal static Report Read(string mail) =>
        new ReportReader(new ReportReaderOptions()).Read(Encoding.UTF8.GetBytes(mail));
}
