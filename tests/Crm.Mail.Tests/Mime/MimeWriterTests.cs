using System.Text;
using Crm.Mail.Mime;

namespace Crm.Mail.Tests.Mime;

public sealed class MimeWriterTests
{
    private const string Emoji = "👩‍👩‍👧‍👦🎉";

    public static TheoryData<string, MailMessage> Injections
    {
        get
        {
            var data = new TheoryData<string, MailMessage>();
            foreach (
                var bad in new[]
                {
                    "\r",
                    "\n",
                    "\r\nBcc: victim@example.com\r\n\r\n",
                    "\0",
                    "\u001b",
                    "\u0085",
                    "\u2028",
                }
            )
            {
                var text = $"a{bad}b";
                data.Add("From name", Mails.Plain with { From = new Mailbox("a@example.org", text) });
                data.Add("From address", Mails.Plain with { From = new Mailbox($"{text}@example.org") });
                data.Add("To name", Mails.Plain with { To = new Mailbox("a@example.org", text) });
                data.Add("To address", Mails.Plain with { To = new Mailbox($"a@{text}.example") });
                data.Add("To address", Mails.Plain with { To = new Mailbox($"\"{text}\"@example.org") });
                data.Add("Reply-To name", Mails.Plain with { ReplyTo = new Mailbox("a@example.org", text) });
                data.Add("Reply-To address", Mails.Plain with { ReplyTo = new Mailbox($"a@example.org{text}") });
                data.Add("Subject", Mails.Plain with { Subject = text });
                data.Add("Message-ID", Mails.Plain with { MessageId = $"{text}@example.org" });
                data.Add("Header name", Mails.Plain with { Headers = [new($"X-{text}", "value")] });
                data.Add("X-Note", Mails.Plain with { Headers = [new("X-Note", text)] });
                data.Add(
                    "List-Unsubscribe",
                    Mails.Plain with
                    {
                        Headers = [new("List-Unsubscribe", $"<https://{text}>")],
                    }
                );
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Injections))]
    public void Nothing_breaks_out_of_a_header_through_any_field(string field, MailMessage message)
    {
        var refused = Assert.Throws<MailRefusedException>(() => Mails.Text(message));
        Assert.Equal(field, refused.Field);
        Assert.DoesNotContain("victim", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@example.org")]
    [InlineData("anna@")]
    [InlineData("an na@example.org")]
    [InlineData("anna@exam ple.org")]
    [InlineData("anna@example..org")]
    [InlineData("anna@example.org.")]
    [InlineData("anna@-example.org")]
    [InlineData("anna@exam_ple.org")]
    [InlineData(".anna@example.org")]
    [InlineData("anna.@example.org")]
    [InlineData("an..na@example.org")]
    [InlineData("<anna@example.org>")]
    [InlineData("anna@example.org,berta@example.org")]
    [InlineData("anna@example.org>\" <berta@example.org")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff12345@example.org")]
    public void What_is_no_address_is_refused(string address)
    {
        var refused = Assert.Throws<MailRefusedException>(() =>
            Mails.Text(Mails.Plain with { To = new Mailbox(address) })
        );
        Assert.Equal("To address", refused.Field);
        Assert.False(MailAddress.IsValid(address));
    }

    [Theory]
    [InlineData("anna@example.org", "anna@example.org")]
    [InlineData("Anna+news@EXAMPLE.org", "Anna+news@example.org")]
    [InlineData("anna@müller.example", "anna@xn--mller-kva.example")]
    [InlineData("anna@例え.テスト", "anna@xn--r8jz45g.xn--zckzah")]
    [InlineData("\"anna k\"@example.org", "\"anna k\"@example.org")]
    [InlineData("o'neill@example.org", "o'neill@example.org")]
    public void Domains_travel_as_ascii(string address, string travels) =>
        Assert.Contains(
            $"\r\nTo: {travels}\r\n",
            Mails.Text(Mails.Plain with { To = new Mailbox(address) }),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_same_mail_is_always_the_same_octets()
    {
        var message = Mails.Plain with { Html = "<p>Hello</p>" };
        Assert.Equal(Mails.Write(message), Mails.Write(message));
        Assert.NotEqual(Boundary(message), Boundary(message with { MessageId = "other@example.org" }));
    }

    [Fact]
    public void Lines_are_short_and_end_with_crlf()
    {
        var words = string.Join(' ', Enumerable.Repeat("Überraschung für Sie, 惊喜, مفاجأة", 40));
        var mail = Mails.Text(
            Mails.Plain with
            {
                From = new Mailbox("a@example.org", words),
                Subject = words,
                Text = words,
                Html = $"<p>{words}{words}</p>",
                Headers = [new("X-Note", words), new("X-Ascii", string.Join(' ', Enumerable.Repeat("words", 200)))],
            }
        );
        Assert.DoesNotContain('\n', mail.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', mail.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
        Assert.True(Ascii.IsValid(mail));
    }

    [Fact]
    public void Encoded_words_are_no_longer_than_75_octets_and_whole_characters_each()
    {
        var subject = string.Concat(Enumerable.Repeat($"新春大促销{Emoji}", 20));
        var header = Header(Mails.Text(Mails.Plain with { Subject = subject }), "Subject");
        var words = header.Split("\r\n ");
        Assert.True(words.Length > 5);
        var read = new StringBuilder();
        foreach (var word in words)
        {
            Assert.InRange(word.Length, 13, 75);
            Assert.StartsWith("=?utf-8?b?", word, StringComparison.Ordinal);
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            read.Append(strict.GetString(Convert.FromBase64String(word[10..^2])));
        }

        Assert.Equal(subject, read.ToString());
    }

    [Fact]
    public void Plain_ascii_stays_readable()
    {
        var mail = Mails.Text(
            Mails.Plain with
            {
                Headers = [new("List-Unsubscribe", "<https://example.org/u/1>, <mailto:u@example.org>")],
            }
        );
        Assert.StartsWith(
            "From: The Shop <shop@example.org>\r\nTo: Anna <anna@example.com>\r\nSubject: News\r\n"
                + "Date: Sun, 22 Nov 2026 09:00:00 +0100\r\nMessage-ID: <4f2a@example.org>\r\n"
                + "List-Unsubscribe: <https://example.org/u/1>, <mailto:u@example.org>\r\nMIME-Version: 1.0\r\n",
            mail,
            StringComparison.Ordinal
        );
        Assert.EndsWith("\r\n\r\nHello Anna,\r\nthere are news.\r\n", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Viele Grüße aus der schönen Stadt Köln am Rhein", "quoted-printable")]
    [InlineData("来自北京的问候", "base64")]
    public void Text_is_encoded_the_shorter_way(string text, string encoding) =>
        Assert.Contains(
            $"Content-Transfer-Encoding: {encoding}\r\n",
            Mails.Text(Mails.Plain with { Text = text }),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Bcc")]
    [InlineData("content-type")]
    [InlineData("DKIM-Signature")]
    [InlineData("Two words")]
    [InlineData("Colon:")]
    [InlineData("")]
    public void Headers_that_are_not_the_callers_are_refused(string name) =>
        Assert.Throws<MailRefusedException>(() => Mails.Text(Mails.Plain with { Headers = [new(name, "value")] }));

    [Fact]
    public void Headers_for_programs_take_no_encoded_words() =>
        Assert.Throws<MailRefusedException>(() =>
            Mails.Text(Mails.Plain with { Headers = [new("List-Unsubscribe", "<https://müller.example>")] })
        );

    [Fact]
    public void A_word_that_no_line_can_hold_is_refused() =>
        Assert.Throws<MailRefusedException>(() =>
            Mails.Text(Mails.Plain with { Headers = [new("List-Unsubscribe", new string('x', 1000))] })
        );

    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.Throws<MailRefusedException>(() => Mails.Text(Mails.Plain with { Subject = "\ud83d" }));
        Assert.Throws<MailRefusedException>(() => Mails.Text(Mails.Plain with { Text = "\ud83d" }));
        Assert.Throws<MailRefusedException>(() => Mails.Text(Mails.Plain with { Html = "\ud83d" }));
    }

    [Fact]
    public void A_mail_without_a_body_is_refused() =>
        Assert.Throws<MailRefusedException>(() => Mails.Text(Mails.Plain with { Text = null }));

    private static string Boundary(MailMessage message) => Header(Mails.Text(message), "Content-Type");

    private static string Header(string mail, string name)
    {
        var start = mail.IndexOf($"\r\n{name}: ", StringComparison.Ordinal) + name.Length + 4;
        var end = start;
        do
        {
            end = mail.IndexOf("\r\n", end + 1, StringComparison.Ordinal);
        } while (mail[end + 2] == ' ');

        return mail[start..end];
    }
}
