using System.Buffers;
using System.Text;
using Crm.Mail.Mime;

namespace Crm.Mail.Tests.Mime;

/// <summary>A mail to begin with, and the way to its octets.</summary>
internal static class Mails
{
    public static MailMessage Plain { get; } =
        new()
        {
            From = new Mailbox("shop@example.org", "The Shop"),
            To = new Mailbox("anna@example.com", "Anna"),
            Subject = "News",
            Text = "Hello Anna,\nthere are news.\n",
            MessageId = "4f2a@example.org",
            Date = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(1)),
        };

    public static byte[] Write(MailMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        new MimeWriter().Write(message, output);
        return output.WrittenSpan.ToArray();
    }

    public static string Text(MailMessage message) => Encoding.UTF8.GetString(Write(message));
}
