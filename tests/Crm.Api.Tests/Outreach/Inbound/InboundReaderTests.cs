using System.Text;
using Crm.Api.Campaigns;
using Crm.Api.Data;
using Crm.Api.Outreach.Inbound;
using Crm.Api.Outreach.Unsubscribe;
using Crm.Api.Tests.Outreach.Channels;
using Crm.Mail.Reports;
using Crm.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crm.Api.Tests.Outreach.Inbound;

public sealed class InboundReaderTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private readonly MessageTokens _tokens = new(fixture.Server.Services.GetRequiredService<NodeSecrets>());

    [Fact]
    public async Task A_report_finds_its_message_by_the_address_it_went_to()
    {
        var id = Messages.Of(1).Id;
        var mail = await ReadAsync($"To: bounce+{_tokens.Of(id)}@example.org\n{Report("failed", "5.1.1")}");
        Assert.Equal((ReportKind.Hard, id, false), (mail.Report.Kind, mail.MessageId, mail.NeedsReview));
    }

    [Fact]
    public async Task A_report_finds_its_message_by_the_envelope()
    {
        var id = Messages.Of(1).Id;
        var mail = await ReadAsync(Report("failed", "4.4.7"), $"bounce+{_tokens.Of(id)}@example.org");
        Assert.Equal((ReportKind.Soft, id, false), (mail.Report.Kind, mail.MessageId, mail.NeedsReview));
    }

    [Fact]
    public async Task A_made_up_token_is_passed_over_for_one_of_ours()
    {
        var id = Messages.Of(1).Id;
        var mail = await ReadAsync(
            $"From: anna@example.com\nTo: bounce+made-up@example.org\nIn-Reply-To: <{_tokens.Of(id)}@example.org>\n\nYes."
        );
        Assert.Equal((ReportKind.Reply, id, false), (mail.Report.Kind, mail.MessageId, mail.NeedsReview));
    }

    [Fact]
    public async Task A_report_that_nobody_could_seal_goes_to_review()
    {
        var forged = _tokens.Of(Messages.Of(1).Id)[..^2] + "AA";
        var mail = await ReadAsync($"To: bounce+{forged}@example.org\n{Report("failed", "5.1.1")}");
        Assert.Equal((ReportKind.Hard, null, true), (mail.Report.Kind, mail.MessageId, mail.NeedsReview));
    }

    [Fact]
    public async Task What_is_unclear_goes_to_review_although_its_message_is_known()
    {
        var id = Messages.Of(1).Id;
        var mail = await ReadAsync($"To: bounce+{_tokens.Of(id)}@example.org\n{Report("delivered", "2.0.0")}");
        Assert.Equal((ReportKind.Unclear, id, true), (mail.Report.Kind, mail.MessageId, mail.NeedsReview));
    }

    private static string Report(string action, string status) =>
        $"""
            From: MAILER-DAEMON@example.com
            Content-Type: multipart/report; report-type=delivery-status; boundary=part

            --part
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com

            Final-Recipient: rfc822; anna@example.com
            Action: {action}
            Status: {status}

            --part--
            """;

    private async Task<InboundMail> ReadAsync(string mail, string? recipient = null)
    {
        using var octets = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        return await new InboundReader(_tokens, Options.Create(new UnsubscribeOptions())).ReadAsync(
            octets,
            recipient,
            CancellationToken.None
        );
    }
}
