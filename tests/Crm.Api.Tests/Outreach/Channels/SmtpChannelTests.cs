using System.Net;
using System.Net.Sockets;
using Crm.Api.Outreach.Channels;
using Crm.Api.Outreach.Channels.Email;
using Crm.Mail.Smtp;
using Crm.TestKit;
using Microsoft.Extensions.Options;

namespace Crm.Api.Tests.Outreach.Channels;

public sealed class SmtpChannelTests
{
    [Fact]
    public async Task Every_message_arrives_once_over_a_few_connections()
    {
        await using var sink = new MailSink();
        await using var channel = Channel(sink, options => (options.Connections, options.MailsPerConnection) = (3, 40));
        for (var batch = 0; batch < 3; batch++)
        {
            var ends = await channel.HandOverAsync([.. Enumerable.Range(batch * 100, 100).Select(Messages.Of)]);
            Assert.All(ends, end => Assert.Equal(new HandOver(HandOverOutcome.Accepted), end));
        }

        Assert.Equal(300, sink.Taken);
        Assert.Equal(
            Enumerable.Range(0, 300).Select(number => ($"token-{number}", 1)).ToHashSet(),
            sink.ByToken.Select(token => (token.Key, token.Value)).ToHashSet()
        );
        Assert.InRange(sink.Connections, 300 / 40, 12);
    }

    [Fact]
    public async Task A_mail_can_be_found_again_and_ended_with_one_click()
    {
        await using var sink = new MailSink();
        await using var channel = Channel(sink, options => options.BounceDomain = "bounces.example.org");
        await channel.HandOverAsync([Messages.Of(1)]);
        var mail = Assert.Single(sink.Mails);
        Assert.Equal("bounce+token-1@bounces.example.org", mail.Sender);
        Assert.Equal("anna1@example.com", mail.Recipient);
        Assert.Contains("\r\nFrom: The Shop <shop@example.org>\r\n", $"\r\n{mail.Text}", StringComparison.Ordinal);
        Assert.Contains("\r\nReply-To: reply@example.org\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("\r\nMessage-ID: <token-1@bounces.example.org>\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Crm-Message: token-1\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains(
            "\r\nList-Unsubscribe: <https://crm.example.org/u/token-1>,\r\n <mailto:unsubscribe+token-1@example.org>\r\n",
            mail.Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            mail.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Answers_become_outcomes_without_the_address()
    {
        await using var sink = new MailSink();
        sink.Script = moment =>
            moment switch
            {
                { Step: SinkStep.Recipient } when moment.Line.Contains("anna1@") => SinkAct.Say(
                    "550 5.1.1 <anna1@example.com>: user anna1 unknown"
                ),
                { Step: SinkStep.Recipient } when moment.Line.Contains("anna2@") => SinkAct.Say(
                    "550 5.7.1 no relaying"
                ),
                { Step: SinkStep.Recipient } when moment.Line.Contains("anna3@") => SinkAct.Say("451 4.7.1 greylisted"),
                { Step: SinkStep.ContentEnded, Mail: 2 } => SinkAct.Die,
                _ => null,
            };
        await using var channel = Channel(sink, options => options.Connections = 1);
        var ends = await channel.HandOverAsync([.. Enumerable.Range(0, 6).Select(Messages.Of)]);
        Assert.Equal(
            [
                new HandOver(HandOverOutcome.Accepted),
                new HandOver(HandOverOutcome.RefusedForGood, "550", "5.1.1 … user … unknown", BlamesAddress: true),
                new HandOver(HandOverOutcome.RefusedForGood, "550", "5.7.1 no relaying"),
                new HandOver(HandOverOutcome.RefusedForNow, "451", "4.7.1 greylisted"),
                new HandOver(HandOverOutcome.Unknown, "no-answer", "The mail server closed the connection."),
                new HandOver(HandOverOutcome.NotSent, "unreachable", "The mail server closed the connection."),
            ],
            ends
        );
        Assert.Equal(HandOverOutcome.Accepted, Assert.Single(await channel.HandOverAsync([Messages.Of(9)])).Outcome);
    }

    [Theory]
    [InlineData("530 5.7.0 authentication required", "NotSent", "530")]
    [InlineData("553 5.7.1 sender address not owned", "NotSent", "553")]
    [InlineData("552 5.3.4 too large", "RefusedForGood", "552")]
    public async Task A_refused_sender_is_no_fault_of_the_recipient(string answer, string outcome, string code)
    {
        await using var sink = new MailSink();
        sink.Script = moment => moment.Step == SinkStep.Sender ? SinkAct.Say(answer) : null;
        await using var channel = Channel(sink);

        var end = Assert.Single(await channel.HandOverAsync([Messages.Of(1)]));

        Assert.Equal((outcome, code), (end.Outcome.ToString(), end.Code));
    }

    [Fact]
    public async Task A_sender_that_is_no_address_burns_no_recipient()
    {
        await using var sink = new MailSink();
        await using var channel = Channel(sink);

        var ends = await channel.HandOverAsync([
            Messages.Of(1) with
            {
                SenderAddress = "the club",
            },
            Messages.Of(2) with
            {
                ReplyTo = "nobody",
            },
        ]);

        Assert.All(ends, end => Assert.Equal((HandOverOutcome.NotSent, "not-configured"), (end.Outcome, end.Code)));
        Assert.Equal(0, sink.Taken);
    }

    [Fact]
    public async Task A_domain_beyond_ascii_takes_what_bounces()
    {
        await using var sink = new MailSink();
        await using var channel = Channel(sink, options => options.BounceDomain = "müller.example");

        var end = Assert.Single(await channel.HandOverAsync([Messages.Of(1)]));

        Assert.Equal(new HandOver(HandOverOutcome.Accepted), end);
        Assert.Equal("bounce+token-1@xn--mller-kva.example", Assert.Single(sink.Mails).Sender);
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_and_stops_no_other()
    {
        await using var sink = new MailSink();
        await using var channel = Channel(sink);
        var ends = await channel.HandOverAsync([
            Messages.Of(1) with
            {
                Subject = "a\r\nBcc: b@example.org",
            },
            Messages.Of(2) with
            {
                Address = "nobody",
            },
            Messages.Of(3) with
            {
                RecipientName = "Anna\tMüller\r\n",
            },
        ]);
        Assert.Equal(
            new HandOver(HandOverOutcome.RefusedForGood, "invalid-message", "Subject: holds a line break."),
            ends[0]
        );
        Assert.Equal((HandOverOutcome.RefusedForGood, "invalid-message"), (ends[1].Outcome, ends[1].Code));
        Assert.Equal(HandOverOutcome.Accepted, ends[2].Outcome);
        Assert.Equal("anna3@example.com", Assert.Single(sink.Mails).Recipient);
    }

    [Fact]
    public async Task Without_a_server_nothing_is_sent()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var channel = new SmtpChannel(Options.Create(new MailOptions { Host = "localhost", Port = port }));
        var ends = await channel.HandOverAsync([.. Enumerable.Range(0, 50).Select(Messages.Of)]);
        Assert.All(
            ends,
            end =>
                Assert.Equal(
                    new HandOver(
                        HandOverOutcome.NotSent,
                        "unreachable",
                        $"The mail server localhost:{port} cannot be reached."
                    ),
                    end
                )
        );
    }

    [Fact]
    public async Task Nothing_to_send_is_nothing_sent()
    {
        await using var sink = new MailSink();
        await using var channel = Channel(sink);
        Assert.Empty(await channel.HandOverAsync([]));
        Assert.Equal(0, sink.Connections);
    }

    private static SmtpChannel Channel(MailSink sink, Action<MailOptions>? set = null)
    {
        var options = new MailOptions
        {
            Host = "localhost",
            Port = sink.Port,
            Security = SmtpSecurity.None,
        };
        set?.Invoke(options);
        return new SmtpChannel(Options.Create(options));
    }
}
