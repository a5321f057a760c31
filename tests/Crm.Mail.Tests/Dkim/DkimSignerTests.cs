using System.Security.Cryptography;
using System.Text;
using Crm.Mail.Dkim;
using Crm.Mail.Mime;
using Crm.Mail.Tests.Mime;
using Crm.Mail.Tests.Python;

namespace Crm.Mail.Tests.Dkim;

public sealed class DkimSignerTests : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly DkimSigner _signer;

    public DkimSignerTests() => _signer = new DkimSigner("example.org", "s1", _key.ExportPkcs8PrivateKeyPem());

    public static IEnumerable<MailMessage> Messages =>
        [
            Mails.Plain,
            Mails.Plain with
            {
                Text = "",
            },
            Mails.Plain with
            {
                Text = "ends with empty lines  \n\n\n",
            },
            Mails.Plain with
            {
                Text = "  begins\twith  spaces \n \n\t\n.\n..",
            },
            Mails.Plain with
            {
                Subject = string.Join(' ', Enumerable.Repeat("惊喜 مفاجأة  Überraschung 🎁", 20)),
            },
            Mails.Plain with
            {
                ReplyTo = new Mailbox("reply@example.org", "Ответ"),
                Html = "<p>Grüße</p>",
                Headers =
                [
                    new("List-Unsubscribe", "<https://example.org/u/4f2a>, <mailto:u+4f2a@example.org>"),
                    new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                ],
            },
        ];

    public void Dispose()
    {
        _signer.Dispose();
        _key.Dispose();
    }

    [FactWithPython("dkim", "python3-dkim")]
    public async Task Others_verify_what_we_sign() =>
        Assert.All(await VerifyAsync(Messages.Select(Sign)), verdict => Assert.Equal("verified", verdict));

    [FactWithPython("dkim", "python3-dkim")]
    public async Task Others_notice_every_change_that_matters()
    {
        var mail = Encoding.UTF8.GetString(Sign(Messages.Last()));
        string[] changed =
        [
            Change(mail, "From: The Shop", "From: The Shap"),
            Change(mail, "Subject: News", "Subject: Olds"),
            Change(mail, "To: Anna", "To: Anny"),
            Change(mail, "List-Unsubscribe: <https", "List-Unsubscribe: <http"),
            Change(mail, "List-Unsubscribe=One-Click", "List-Unsubscribe=Two-Click"),
            Change(mail, "Hello Anna", "Hello Anny"),
            Change(mail, "text/html", "text/plain"),
            Change(mail, "From: ", "Subject: Another\r\nFrom: "),
            Change(mail, "From: ", "From: Another <other@example.org>\r\nFrom: "),
        ];
        Assert.All(
            await VerifyAsync(changed.Select(Encoding.UTF8.GetBytes)),
            verdict => Assert.StartsWith("refused", verdict, StringComparison.Ordinal)
        );
    }

    [FactWithPython("dkim", "python3-dkim")]
    public async Task Others_do_not_mind_what_servers_on_the_way_may_change()
    {
        var mail = Encoding.UTF8.GetString(Sign(Mails.Plain));
        string[] changed =
        [
            Change(mail, "Subject: News", "SUBJECT:   News  "),
            Change(mail, "are news.\r\n", "are   news. \r\n\r\n\r\n"),
            $"Received: from there\r\n{mail}",
        ];
        Assert.All(
            await VerifyAsync(changed.Select(Encoding.UTF8.GetBytes)),
            verdict => Assert.Equal("verified", verdict)
        );
    }

    [Fact]
    public void The_signature_names_what_it_covers()
    {
        var mail = Encoding.UTF8.GetString(Sign(Messages.Last())).Replace("\r\n  ", "", StringComparison.Ordinal);
        Assert.StartsWith(
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1;\r\n t=1795334400;"
                + " h=From:To:Reply-To:Subject:Date:Message-ID:MIME-Version:Content-Type:List-Unsubscribe:"
                + "List-Unsubscribe-Post:From:To:Reply-To:Subject:Date;\r\n bh=",
            mail,
            StringComparison.Ordinal
        );
        Assert.All(mail.Split("\r\n")[..4], line => Assert.InRange(line.Length, 0, 998));
    }

    [Theory]
    [InlineData("example .org", "s1")]
    [InlineData("", "s1")]
    [InlineData("example.org", "s1;x")]
    public void Domain_and_selector_are_checked(string domain, string selector) =>
        Assert.Throws<MailRefusedException>(() => new DkimSigner(domain, selector, _key.ExportPkcs8PrivateKeyPem()));

    [Fact]
    public void Keys_are_checked()
    {
        using var tooShort = RSA.Create(512);
        string[] keys = ["no key", _key.ExportSubjectPublicKeyInfoPem(), tooShort.ExportPkcs8PrivateKeyPem()];
        Assert.All(
            keys,
            key =>
                Assert.Equal(
                    "DKIM key",
                    Assert.Throws<MailRefusedException>(() => new DkimSigner("example.org", "s1", key)).Field
                )
        );
        using var other = new DkimSigner("example.org", "s1", _key.ExportRSAPrivateKeyPem());
    }

    private byte[] Sign(MailMessage message) => new MailComposer(_signer).Compose(message);

    private static string Change(string mail, string from, string to)
    {
        Assert.Contains(from, mail, StringComparison.Ordinal);
        var at = mail.IndexOf(from, StringComparison.Ordinal);
        return mail[..at] + to + mail[(at + from.Length)..];
    }

    private Task<IReadOnlyList<string>> VerifyAsync(IEnumerable<byte[]> mails)
    {
        var key = Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());
        return PythonScript.RunAsync(
            "verify_dkim.py",
            [.. mails.Select(mail => $"s1 example.org {key} {Convert.ToBase64String(mail)}")]
        );
    }
}
