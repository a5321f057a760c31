using System.Diagnostics;
using System.Globalization;
using Crm.Mail.Dkim;
using Crm.Mail.Mime;
using Crm.Mail.Smtp;
using Crm.TestKit;

namespace Crm.Benchmarks.Outreach;

/// <summary>The floor: mails of the same length composed and handed over by the same library, over as many connections, and nothing else.</summary>
internal static class BareLoop
{
    public const string Subject = "For {{customer.name}}";
    public const string Text =
        "Dear {{customer.name}},\n\nthis fortnight everything costs a third less for you.\n\nYours, the club\n";

    private const int Connections = 4;
    private const int AtOnce = 50;

    /// <returns>Mails a second.</returns>
    public static async Task<double> MeasureAsync(int mails)
    {
        await using var sink = new MailSink(new MailSinkOptions { KeepMails = false });
        var server = new SmtpServer
        {
            Host = "127.0.0.1",
            Port = sink.Port,
            Security = SmtpSecurity.None,
        };
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Connections),
            async (part, stop) =>
            {
                var composer = new MailComposer(null);
                await using var connection = await SmtpConnection.OpenAsync(server, stop);
                var own = Enumerable.Range(0, mails).Where(number => number % Connections == part);
                foreach (var batch in own.Chunk(AtOnce))
                {
                    await connection.SendAsync([.. batch.Select(number => MailTo(number, composer))], stop);
                }
            }
        );
        return mails / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static SmtpMail MailTo(int number, MailComposer composer)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Company {number:D7}");
        var to = string.Create(CultureInfo.InvariantCulture, $"office{number}@customer{number}.example");
        var message = new MailMessage
        {
            From = new Mailbox("club@example.com"),
            To = new Mailbox(to, name),
            Subject = Subject.Replace("{{customer.name}}", name, StringComparison.Ordinal),
            Text = Text.Replace("{{customer.name}}", name, StringComparison.Ordinal),
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{number}@example.com"),
            Date = TimeProvider.System.GetUtcNow(),
            Headers = [new MailHeader("X-Crm-Message", number.ToString(CultureInfo.InvariantCulture))],
        };
        return new SmtpMail("club@example.com", to, composer.Compose(message));
    }
}
