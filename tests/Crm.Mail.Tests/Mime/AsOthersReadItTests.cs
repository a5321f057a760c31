using Crm.Mail.Mime;
using Crm.Mail.Tests.Python;
using FsCheck.Fluent;

namespace Crm.Mail.Tests.Mime;

/// <summary>Our mails, read by Python's <c>email</c> package.</summary>
public sealed class AsOthersReadItTests
{
    private const string Package = "python3";

    private static readonly string[] Texts =
    [
        "News",
        "Grüße aus Köln",
        "新春大促销：全场八折，机会难得，先到先得！新春大促销：全场八折，机会难得，先到先得！",
        "عرض خاص لعملائنا الكرام بمناسبة العام الجديد، لا تفوتوا الفرصة",
        "🎉👩‍👩‍👧‍👦🇩🇪🎁 for you 🎉👩‍👩‍👧‍👦🇩🇪🎁",
        "Müller, Anna \"the \\ best\" (sales) <x@y.example>",
        "=?utf-8?q?not_encoded_by_us?=",
        " starts and ends with a space ",
        "two  spaces   and    more",
        "a: b; c, d. @e",
        string.Join(' ', Enumerable.Repeat("a long line of plain words", 30)),
        string.Concat(Enumerable.Repeat("averylongwordwithoutspaces", 30)),
        string.Join(' ', Enumerable.Repeat("Überraschung 惊喜 مفاجأة 🎁", 20)),
        "From here on",
        ".",
        "..",
        "--",
    ];

    [FactWithPython("email", Package)]
    public Task Any_text_is_read_as_it_was_written() =>
        AgreeAsync(Texts.Select(text => Mail(text, text, $"{text}\n\n{text}\n", $"<p>{text}</p>\n")));

    [FactWithPython("email", Package)]
    public Task Random_texts_are_read_as_they_were_written()
    {
        // Any character that can be in a text, with those that mean something to mail programs more often.
        var runes = Gen.OneOf(
            Gen.Choose(' ', '~'),
            Gen.Elements('=', '?', '_', '"', '\\', '<', '>', ',', ' ', '.', '@', 'é', 0x4e2d, 0x0627, 0x1f389, 0x200d),
            Gen.Choose(0xa1, 0x2027),
            Gen.Choose(0x10000, 0x1ffff)
        );
        var text = runes.ArrayOf().Select(array => string.Concat(array.Select(char.ConvertFromUtf32)));
        var lines = text.ListOf().Select(list => string.Concat(list.Select(line => line + "\n")));
        var mails =
            from subject in text
            from name in text
            from plain in lines
            from html in lines
            select Mail(subject, name, plain, html);
        return AgreeAsync(mails.Sample(60, 400));
    }

    [FactWithPython("email", Package)]
    public async Task All_line_ends_become_one()
    {
        var read = Assert.Single(
            await ReadMail.ReadAsync([Mails.Write(Mails.Plain with { Text = "a\nb\r\nc\rd\n\n" })])
        );
        Assert.Equal("a\r\nb\r\nc\r\nd\r\n\r\n", Assert.Single(read.Parts).Content);
    }

    [FactWithPython("email", Package)]
    public async Task The_headers_are_there_once_each()
    {
        var mail = Mails.Write(
            Mails.Plain with
            {
                ReplyTo = new Mailbox("reply@example.org"),
                Html = "<p>Hello</p>",
                Headers =
                [
                    new("List-Unsubscribe", "<https://example.org/u/4f2a>, <mailto:u+4f2a@example.org>"),
                    new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                    new("X-Crm-Message", "4f2a"),
                ],
            }
        );
        var read = Assert.Single(await ReadMail.ReadAsync([mail]));
        Assert.Equal(
            [
                "From",
                "To",
                "Reply-To",
                "Subject",
                "Date",
                "Message-ID",
                "List-Unsubscribe",
                "List-Unsubscribe-Post",
                "X-Crm-Message",
                "MIME-Version",
                "Content-Type",
            ],
            read.Names
        );
        Assert.Equal("<https://example.org/u/4f2a>, <mailto:u+4f2a@example.org>", read.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", read.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("<4f2a@example.org>", read.Headers["Message-ID"]);
        Assert.Equal("Sun, 22 Nov 2026 09:00:00 +0100", read.Headers["Date"]);
        Assert.Equal("multipart/alternative", read.Type);
        Assert.Equal(["text/plain", "text/html"], read.Parts.Select(part => part.Type));
        Assert.Empty(read.Defects);
    }

    private static MailMessage Mail(string subject, string name, string text, string html) =>
        Mails.Plain with
        {
            From = new Mailbox("shop@example.org", name),
            To = new Mailbox("anna@müller.example", name),
            Subject = subject,
            Text = text,
            Html = html,
            Headers = [new("X-Note", subject)],
        };

    private static async Task AgreeAsync(IEnumerable<MailMessage> messages)
    {
        MailMessage[] written = [.. messages];
        var read = await ReadMail.ReadAsync(written.Select(Mails.Write));
        foreach (var (message, mail) in written.Zip(read))
        {
            Assert.Equal(message.Subject, mail.Headers["Subject"]);
            Assert.Equal(message.Subject, mail.Headers["X-Note"]);
            Assert.Equal(new ReadMailbox(message.From.Name!, "shop@example.org"), Assert.Single(mail.From));
            Assert.Equal(new ReadMailbox(message.To.Name!, "anna@xn--mller-kva.example"), Assert.Single(mail.To));
            Assert.Equal([WithCrlf(message.Text!), WithCrlf(message.Html!)], mail.Parts.Select(part => part.Content));
            Assert.All(mail.Parts, part => Assert.Equal("utf-8", part.Charset));
            Assert.All(mail.Parts, part => Assert.Empty(part.Defects));
            Assert.Empty(mail.Defects);
        }
    }

    private static string WithCrlf(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);
}
