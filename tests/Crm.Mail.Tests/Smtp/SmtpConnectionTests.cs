using System.Globalization;
using System.Text;
using Crm.Mail.Mime;
using Crm.Mail.Smtp;
using Crm.TestKit;

namespace Crm.Mail.Tests.Smtp;

/// <summary>What becomes of a mail when the server answers, dies or stalls at each moment. A wrong outcome is a mail twice, or none.</summary>
public sealed class SmtpConnectionTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public static TheoryData<bool, SinkStep, SmtpVerdict> Deaths =>
        new()
        {
            { true, SinkStep.Sender, SmtpVerdict.NotSent },
            { true, SinkStep.Recipient, SmtpVerdict.NotSent },
            { true, SinkStep.Data, SmtpVerdict.NotSent },
            { true, SinkStep.ContentEnded, SmtpVerdict.Unknown },
            { false, SinkStep.Sender, SmtpVerdict.NotSent },
            { false, SinkStep.Recipient, SmtpVerdict.NotSent },
            { false, SinkStep.Data, SmtpVerdict.NotSent },
            { false, SinkStep.ContentEnded, SmtpVerdict.Unknown },
        };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_mails_go_over_one_connection(bool pipelining)
    {
        await using var sink = new MailSink(new() { Pipelining = pipelining });
        var outcomes = await SendAsync(sink, 50);
        Assert.All(outcomes, outcome => Assert.Equal(SmtpVerdict.Accepted, outcome.Verdict));
        Assert.All(outcomes, outcome => Assert.Equal((250, "2.0.0 taken"), (outcome.Code, outcome.Text)));
        Assert.Equal(1, sink.Connections);
        Assert.Equal(
            Enumerable.Range(1, 50).Select(number => $"to{number}@example.com"),
            sink.Mails.Select(mail => mail.Recipient)
        );
        Assert.Equal(
            Enumerable.Range(1, 50).Select(number => ($"t{number}", 1)).ToHashSet(),
            sink.ByToken.Select(token => (token.Key, token.Value)).ToHashSet()
        );
        Assert.All(sink.Mails, mail => Assert.Equal("bounce+1@example.org", mail.Sender));
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_server_that_dies_leaves_no_doubt_but_the_one_there_is(
        bool pipelining,
        SinkStep step,
        SmtpVerdict verdict
    )
    {
        await using var sink = new MailSink(new() { Pipelining = pipelining });
        sink.Script = moment => moment.Step == step && moment.Mail == 2 ? SinkAct.Die : null;
        var outcomes = await SendAsync(sink, 4);
        Assert.Equal(
            [SmtpVerdict.Accepted, verdict, SmtpVerdict.NotSent, SmtpVerdict.NotSent],
            outcomes.Select(outcome => outcome.Verdict)
        );
        Assert.Equal(verdict == SmtpVerdict.Unknown ? 2 : 1, sink.Taken);
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_server_that_stalls_is_given_up(bool pipelining, SinkStep step, SmtpVerdict verdict)
    {
        await using var sink = new MailSink(new() { Pipelining = pipelining });
        sink.Script = moment => moment.Step == step && moment.Mail == 2 ? SinkAct.Stall : null;
        var outcomes = await SendAsync(sink, 4, commandTimeout: Short, acceptanceTimeout: Short);
        Assert.Equal(
            [SmtpVerdict.Accepted, verdict, SmtpVerdict.NotSent, SmtpVerdict.NotSent],
            outcomes.Select(outcome => outcome.Verdict)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_of_which_only_a_part_left_was_not_sent(bool pipelining)
    {
        await using var sink = new MailSink(new() { Pipelining = pipelining, Offers = [] });
        sink.Script = moment => moment.Step == SinkStep.ContentBegun ? SinkAct.Die : null;
        // More than the system takes off our hands before the other side reads.
        var large = new SmtpMail(
            "",
            "to@example.com",
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"{new string('x', 76)}\r\n", 500_000)))
        );
        await using var connection = await OpenAsync(sink);
        var outcome = Assert.Single(await connection.SendAsync([large], CancellationToken.None));
        Assert.Equal(SmtpVerdict.NotSent, outcome.Verdict);
        Assert.Equal(0, sink.Taken);
        Assert.False(connection.IsUsable);
    }

    [Theory]
    [InlineData(true, SinkStep.Sender, SmtpStage.Sender)]
    [InlineData(true, SinkStep.Recipient, SmtpStage.Recipient)]
    [InlineData(true, SinkStep.Data, SmtpStage.Content)]
    [InlineData(true, SinkStep.ContentEnded, SmtpStage.Content)]
    [InlineData(false, SinkStep.Sender, SmtpStage.Sender)]
    [InlineData(false, SinkStep.Recipient, SmtpStage.Recipient)]
    [InlineData(false, SinkStep.Data, SmtpStage.Content)]
    [InlineData(false, SinkStep.ContentEnded, SmtpStage.Content)]
    public async Task A_refused_mail_does_not_stop_the_others(bool pipelining, SinkStep step, SmtpStage stage)
    {
        foreach (
            var (answer, verdict) in new[]
            {
                ("550 5.1.1 no such user", SmtpVerdict.RejectedForGood),
                ("451 4.3.0 later", SmtpVerdict.RejectedForNow),
            }
        )
        {
            await using var sink = new MailSink(new() { Pipelining = pipelining });
            var asked = 0;
            sink.Script = moment => moment.Step == step && ++asked == 2 ? SinkAct.Say(answer) : null;
            var outcomes = await SendAsync(sink, 4);
            Assert.Equal(
                [SmtpVerdict.Accepted, verdict, SmtpVerdict.Accepted, SmtpVerdict.Accepted],
                outcomes.Select(outcome => outcome.Verdict)
            );
            Assert.Equal(
                new SmtpOutcome(verdict, stage, int.Parse(answer[..3], CultureInfo.InvariantCulture), answer[4..]),
                outcomes[1]
            );
            Assert.Equal(
                ["to1@example.com", "to3@example.com", "to4@example.com"],
                sink.Mails.Select(mail => mail.Recipient)
            );
            Assert.Equal(1, sink.Connections);
        }
    }

    [Fact]
    public async Task A_server_that_wants_a_mail_for_nobody_gets_none()
    {
        await using var sink = new MailSink();
        var refused = 0;
        // It has taken a recipient before, and so asks for the mail although it refuses this one.
        sink.Script = moment =>
            moment switch
            {
                { Step: SinkStep.Recipient } when refused++ == 0 => SinkAct.Say("550 5.1.1 no such user"),
                { Step: SinkStep.Data } when refused == 1 => SinkAct.Say("354 go on"),
                _ => null,
            };
        var outcomes = await SendAsync(sink, 2);
        Assert.Equal([SmtpVerdict.RejectedForGood, SmtpVerdict.Accepted], outcomes.Select(outcome => outcome.Verdict));
        Assert.Equal("to2@example.com", Assert.Single(sink.Mails).Recipient);
    }

    [Theory]
    [InlineData(true, SinkStep.Sender)]
    [InlineData(true, SinkStep.Recipient)]
    [InlineData(true, SinkStep.ContentEnded)]
    [InlineData(false, SinkStep.Sender)]
    [InlineData(false, SinkStep.Recipient)]
    [InlineData(false, SinkStep.ContentEnded)]
    public async Task A_server_that_takes_its_leave_has_not_taken_the_mail(bool pipelining, SinkStep step)
    {
        await using var sink = new MailSink(new() { Pipelining = pipelining });
        sink.Script = moment => moment.Step == step && moment.Mail == 2 ? SinkAct.SayAndDie("421 4.3.2 closing") : null;
        var outcomes = await SendAsync(sink, 3);
        Assert.Equal(
            [SmtpVerdict.Accepted, SmtpVerdict.RejectedForNow, SmtpVerdict.NotSent],
            outcomes.Select(outcome => outcome.Verdict)
        );
        Assert.Equal(421, outcomes[1].Code);
        Assert.Equal(1, sink.Taken);
    }

    [Theory]
    [InlineData("100 hm")]
    [InlineData("399 hm")]
    [InlineData("hm")]
    [InlineData("25")]
    public async Task An_answer_that_says_nothing_leaves_the_mail_unknown(string answer)
    {
        await using var sink = new MailSink();
        sink.Script = moment => moment.Step == SinkStep.ContentEnded ? SinkAct.Say(answer) : null;
        var outcomes = await SendAsync(sink, 2);
        Assert.Equal([SmtpVerdict.Unknown, SmtpVerdict.NotSent], outcomes.Select(outcome => outcome.Verdict));
    }

    [Fact]
    public async Task Stopping_waits_for_the_answer_to_the_mail_on_its_way()
    {
        await using var sink = new MailSink();
        using var stop = new CancellationTokenSource();
        sink.Script = moment =>
        {
            if (moment is { Step: SinkStep.ContentEnded, Mail: 2 })
            {
                stop.Cancel();
            }

            return null;
        };
        var outcomes = await SendAsync(sink, 4, cancellationToken: stop.Token);
        Assert.Equal(
            [SmtpVerdict.Accepted, SmtpVerdict.Accepted, SmtpVerdict.NotSent, SmtpVerdict.NotSent],
            outcomes.Select(outcome => outcome.Verdict)
        );
        Assert.Equal(2, sink.Taken);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_ever()
    {
        await using var sink = new MailSink();
        using var stop = new CancellationTokenSource();
        sink.Script = moment =>
        {
            if (moment.Step != SinkStep.ContentEnded)
            {
                return null;
            }

            stop.Cancel();
            return SinkAct.Stall;
        };
        var outcomes = await SendAsync(sink, 2, stopTimeout: Short, cancellationToken: stop.Token);
        Assert.Equal([SmtpVerdict.Unknown, SmtpVerdict.NotSent], outcomes.Select(outcome => outcome.Verdict));
    }

    [Fact]
    public async Task Dots_at_the_start_of_lines_arrive_as_they_were()
    {
        await using var sink = new MailSink();
        const string Content = ".\r\n..\r\n.a\r\n\r\n.\r\nb.\r\n.";
        await using var connection = await OpenAsync(sink);
        var outcomes = await connection.SendAsync(
            [
                new SmtpMail("", "to@example.com", Encoding.ASCII.GetBytes(Content)),
                Mail(2),
                new SmtpMail("", "to@example.com", default),
            ],
            CancellationToken.None
        );
        Assert.All(outcomes, outcome => Assert.Equal(SmtpVerdict.Accepted, outcome.Verdict));
        Assert.Equal(
            [$"{Content}\r\n", Encoding.ASCII.GetString(Mail(2).Content.Span), ""],
            sink.Mails.Select(mail => mail.Text)
        );
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\r\n.\nMAIL FROM:<x@example.org>\r\n")]
    [InlineData("a\r\n\r")]
    public void Other_line_ends_are_refused(string content) =>
        Assert.Throws<MailRefusedException>(() => new SmtpMail("", "to@example.com", Encoding.ASCII.GetBytes(content)));

    [Theory]
    [InlineData("a@example.org>\r\nRCPT TO:<b@example.org")]
    [InlineData("a@example.org> SIZE=1")]
    [InlineData("")]
    public void Envelope_addresses_are_checked(string address) =>
        Assert.Throws<MailRefusedException>(() => new SmtpMail("", address, default));

    [Fact]
    public async Task The_server_is_told_what_a_mail_needs()
    {
        await using var sink = new MailSink();
        var lines = new List<string>();
        sink.Script = moment =>
        {
            lines.Add(moment.Line);
            return null;
        };
        await using (var connection = await OpenAsync(sink))
        {
            var utf8 = "Subject: Grüße\r\n\r\nGrüße\r\n"u8.ToArray();
            var outcomes = await connection.SendAsync(
                [
                    new SmtpMail("", "anna@müller.example", "a\r\n"u8.ToArray()),
                    new SmtpMail("söder@example.org", "anna@example.com", utf8),
                    new SmtpMail("", "anna@example.com", "Subject: a\r\n\r\nGrüße\r\n"u8.ToArray()),
                ],
                CancellationToken.None
            );
            Assert.All(outcomes, outcome => Assert.Equal(SmtpVerdict.Accepted, outcome.Verdict));
        }

        Assert.Contains("MAIL FROM:<> SIZE=3", lines);
        Assert.Contains("RCPT TO:<anna@xn--mller-kva.example>", lines);
        Assert.Contains("MAIL FROM:<söder@example.org> SIZE=29 BODY=8BITMIME SMTPUTF8", lines);
        Assert.Contains("MAIL FROM:<> SIZE=23 BODY=8BITMIME", lines);
        Assert.Equal("QUIT", lines[^1]);
    }

    [Fact]
    public async Task What_the_server_cannot_take_is_not_offered()
    {
        await using var sink = new MailSink(new() { Offers = ["SIZE 100"] });
        await using var connection = await OpenAsync(sink);
        var outcomes = await connection.SendAsync(
            [
                new SmtpMail("", "to@example.com", new byte[101]),
                new SmtpMail("", "søren@example.com", "a\r\n"u8.ToArray()),
                new SmtpMail("", "to@example.com", "\r\n\r\nå\r\n"u8.ToArray()),
                new SmtpMail("", "to@example.com", "a\r\n"u8.ToArray()),
            ],
            CancellationToken.None
        );
        Assert.Equal([552, 553, 554, 250], outcomes.Select(outcome => outcome.Code));
        Assert.Equal(
            [
                SmtpVerdict.RejectedForGood,
                SmtpVerdict.RejectedForGood,
                SmtpVerdict.RejectedForGood,
                SmtpVerdict.Accepted,
            ],
            outcomes.Select(outcome => outcome.Verdict)
        );
        Assert.Equal(1, sink.Taken);
    }

    [Fact]
    public async Task A_rested_connection_can_be_asked_whether_it_lives()
    {
        await using var sink = new MailSink();
        await using var connection = await OpenAsync(sink);
        Assert.True(await connection.IsAliveAsync(CancellationToken.None));
        await connection.SendAsync([Mail(1)], CancellationToken.None);
        Assert.True(await connection.IsAliveAsync(CancellationToken.None));
        sink.Script = moment => moment.Step == SinkStep.Noop ? SinkAct.Die : null;
        Assert.False(await connection.IsAliveAsync(CancellationToken.None));
        Assert.False(connection.IsUsable);
    }

    internal static SmtpServer Server(MailSink sink) =>
        new()
        {
            Host = "localhost",
            Port = sink.Port,
            Security = SmtpSecurity.None,
            CommandTimeout = Long,
            AcceptanceTimeout = Long,
        };

    private static Task<SmtpConnection> OpenAsync(MailSink sink) =>
        SmtpConnection.OpenAsync(Server(sink), CancellationToken.None);

    private static async Task<IReadOnlyList<SmtpOutcome>> SendAsync(
        MailSink sink,
        int count,
        TimeSpan? commandTimeout = null,
        TimeSpan? acceptanceTimeout = null,
        TimeSpan? stopTimeout = null,
        CancellationToken cancellationToken = default
    )
    {
        var server = new SmtpServer
        {
            Host = "localhost",
            Port = sink.Port,
            Security = SmtpSecurity.None,
            CommandTimeout = commandTimeout ?? Long,
            AcceptanceTimeout = acceptanceTimeout ?? Long,
            StopTimeout = stopTimeout ?? Long,
        };
        await using var connection = await SmtpConnection.OpenAsync(server, CancellationToken.None);
        return await connection.SendAsync([.. Enumerable.Range(1, count).Select(Mail)], cancellationToken);
    }

    private static SmtpMail Mail(int number) =>
        new(
            "bounce+1@example.org",
            $"to{number}@example.com",
            Encoding.ASCII.GetBytes($"X-Crm-Message: t{number}\r\nSubject: {number}\r\n\r\nHello\r\n.\r\n")
        );
}
