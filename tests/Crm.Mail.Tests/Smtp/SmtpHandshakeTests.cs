using System.Net;
using System.Net.Sockets;
using System.Text;
using Crm.Mail.Smtp;
using Crm.TestKit;

namespace Crm.Mail.Tests.Smtp;

public sealed class SmtpHandshakeTests
{
    private const string User = "crm@example.org";
    private const string Password = "pässword";

    [Theory]
    [InlineData(SmtpSecurity.StartTls, "AUTH PLAIN LOGIN")]
    [InlineData(SmtpSecurity.StartTls, "AUTH LOGIN")]
    [InlineData(SmtpSecurity.StartTls, "AUTH=LOGIN")]
    [InlineData(SmtpSecurity.Tls, "AUTH PLAIN")]
    public async Task Signs_in_over_tls_and_sends(SmtpSecurity security, string offer)
    {
        await using var sink = new MailSink(
            new()
            {
                StartTls = security == SmtpSecurity.StartTls,
                ImplicitTls = security == SmtpSecurity.Tls,
                Offers = [offer],
                Login = (User, Password),
            }
        );
        await using var connection = await OpenAsync(sink, security);
        var outcomes = await connection.SendAsync(
            [
                new SmtpMail("", "to@example.com", "a\r\n"u8.ToArray()),
                new SmtpMail("", "to@example.com", "b\r\n"u8.ToArray()),
            ],
            CancellationToken.None
        );
        Assert.All(outcomes, outcome => Assert.Equal(SmtpVerdict.Accepted, outcome.Verdict));
        Assert.Equal(2, sink.Taken);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task A_certificate_nobody_vouches_for_is_refused(SmtpSecurity security)
    {
        await using var sink = new MailSink(
            new() { StartTls = security == SmtpSecurity.StartTls, ImplicitTls = security == SmtpSecurity.Tls }
        );
        await FailsAsync(() => OpenAsync(sink, security, trusts: false), "has no certificate to be trusted");
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        await using var sink = new MailSink(new() { ImplicitTls = true });
        await FailsAsync(
            () => OpenAsync(sink, SmtpSecurity.Tls, host: "127.0.0.1"),
            "has no certificate to be trusted"
        );
    }

    [Fact]
    public async Task No_tls_means_no_mail()
    {
        await using var sink = new MailSink();
        await FailsAsync(() => OpenAsync(sink, SmtpSecurity.StartTls), "does not offer STARTTLS");
    }

    [Fact]
    public async Task What_is_slipped_in_before_tls_ends_the_connection()
    {
        await using var sink = new MailSink(new() { StartTls = true });
        sink.Script = moment => moment.Step == SinkStep.StartTls ? SinkAct.Say("220 go on\r\n250 AUTH PLAIN") : null;
        await FailsAsync(() => OpenAsync(sink, SmtpSecurity.StartTls), "spoke on before the connection was protected");
    }

    [Fact]
    public async Task No_password_goes_out_in_the_clear_unless_allowed()
    {
        await using var sink = new MailSink(new() { Offers = ["AUTH PLAIN"], Login = (User, Password) });
        var wasAsked = false;
        sink.Script = moment =>
        {
            wasAsked |= moment.Step == SinkStep.Auth;
            return null;
        };
        await FailsAsync(() => OpenAsync(sink, SmtpSecurity.None), "would be told the password in the clear");
        Assert.False(wasAsked);

        await using var connection = await OpenAsync(sink, SmtpSecurity.None, allowsClearPassword: true);
        Assert.True(wasAsked);
    }

    [Theory]
    [InlineData("AUTH PLAIN", "answered 535 5.7.8 to AUTH")]
    [InlineData("AUTH LOGIN", "answered 535 5.7.8 to AUTH")]
    [InlineData("AUTH XOAUTH2", "offers no way to sign in that we know")]
    public async Task What_cannot_sign_in_says_so_without_secrets(string offer, string says)
    {
        await using var sink = new MailSink(
            new()
            {
                StartTls = true,
                Offers = [offer],
                Login = (User, "other"),
            }
        );
        await FailsAsync(() => OpenAsync(sink, SmtpSecurity.StartTls), says);
    }

    [Theory]
    [InlineData("554 no service for you", "answered 554 to the connection")]
    [InlineData("421 4.3.2 full", "answered 421 4.3.2 to the connection")]
    [InlineData("SSH-2.0-OpenSSH", "broke off before mails could be sent")]
    public async Task A_server_that_does_not_want_to_talk(string greeting, string says)
    {
        await using var sink = new MailSink();
        sink.Script = moment => moment.Step == SinkStep.Connected ? SinkAct.SayAndDie(greeting) : null;
        await FailsAsync(() => OpenAsync(sink, SmtpSecurity.None), says);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        await using var sink = new MailSink();
        sink.Script = moment => moment.Step == SinkStep.Hello ? SinkAct.Stall : null;
        await FailsAsync(
            () => OpenAsync(sink, SmtpSecurity.None, timeout: TimeSpan.FromMilliseconds(200)),
            "broke off before mails could be sent"
        );
    }

    [Fact]
    public async Task A_server_that_never_stops_talking_is_given_up()
    {
        await using var sink = new MailSink();
        var endless = new StringBuilder().Insert(0, "250-and more\r\n", 10_000).Append("250 end").ToString();
        sink.Script = moment => moment.Step == SinkStep.Hello ? SinkAct.Say(endless) : null;
        await FailsAsync(() => OpenAsync(sink, SmtpSecurity.None), "broke off before mails could be sent");
    }

    [Fact]
    public async Task Nobody_there_is_said_so()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var server = new SmtpServer { Host = "localhost", Port = port };
        await FailsAsync(() => SmtpConnection.OpenAsync(server, CancellationToken.None), "cannot be reached");
    }

    [Fact]
    public async Task Opening_can_be_stopped()
    {
        await using var sink = new MailSink();
        using var stop = new CancellationTokenSource();
        sink.Script = moment =>
        {
            if (moment.Step != SinkStep.Hello)
            {
                return null;
            }

            stop.Cancel();
            return SinkAct.Stall;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            SmtpConnection.OpenAsync(SmtpConnectionTests.Server(sink), stop.Token)
        );
    }

    private static async Task FailsAsync(Func<Task<SmtpConnection>> open, string says)
    {
        var failed = await Assert.ThrowsAsync<SmtpException>(open);
        Assert.Contains(says, failed.Message, StringComparison.Ordinal);
        var all = failed.ToString();
        Assert.DoesNotContain(User, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)), all, StringComparison.Ordinal);
    }

    private static Task<SmtpConnection> OpenAsync(
        MailSink sink,
        SmtpSecurity security,
        bool trusts = true,
        bool allowsClearPassword = false,
        string host = "localhost",
        TimeSpan? timeout = null
    ) =>
        SmtpConnection.OpenAsync(
            new SmtpServer
            {
                Host = host,
                Port = sink.Port,
                Security = security,
                User = sink.Options.Login is null ? null : User,
                Password = Password,
                AllowPasswordWithoutTls = allowsClearPassword,
                TrustedCertificates = trusts ? [sink.Certificate] : null,
                CommandTimeout = timeout ?? TimeSpan.FromMinutes(1),
            },
            CancellationToken.None
        );
}
