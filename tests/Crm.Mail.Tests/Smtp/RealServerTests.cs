using System.Globalization;
using System.Text;
using System.Text.Json;
using Crm.Mail.Mime;
using Crm.Mail.Smtp;
using Crm.Mail.Tests.Mime;
using Crm.Mail.Tests.Python;
using Crm.TestKit;

namespace Crm.Mail.Tests.Smtp;

/// <summary>Against a mail server that we did not write.</summary>
public sealed class RealServerTests
{
    [FactWithPython("aiosmtpd", "python3-aiosmtpd")]
    public async Task Mails_arrive_at_a_real_server()
    {
        using var certificate = SelfMadeCertificate.ForLocalhost();
        var folder = Directory.CreateTempSubdirectory("crm-mail-");
        var certificateFile = Path.Combine(folder.FullName, "certificate.pem");
        var keyFile = Path.Combine(folder.FullName, "key.pem");
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        using (
            var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(
                certificate
            )!
        )
        {
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        }

        using var process = PythonScript.Start("serve_smtp.py", certificateFile, keyFile);
        var port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        var server = new SmtpServer
        {
            Host = "localhost",
            Port = port,
            Security = SmtpSecurity.StartTls,
            User = "crm",
            Password = "pässword",
            TrustedCertificates = [certificate],
        };
        byte[][] contents =
        [
            Mails.Write(Mails.Plain with { Subject = "新春大促销", Html = "<p>.</p>" }),
            "Subject: dots\r\n\r\n.\r\n..\r\nGrüße\r\n"u8.ToArray(),
            Mails.Write(Mails.Plain with { To = new Mailbox("søren@example.com") }),
        ];
        await using (var connection = await SmtpConnection.OpenAsync(server, CancellationToken.None))
        {
            var outcomes = await connection.SendAsync(
                [
                    .. contents.Zip(
                        ["anna@example.com", "berta@example.com", "søren@example.com"],
                        (content, recipient) => new SmtpMail("bounce+4f2a@example.org", recipient, content)
                    ),
                ],
                CancellationToken.None
            );
            Assert.All(outcomes, outcome => Assert.Equal(SmtpVerdict.Accepted, outcome.Verdict));
        }

        process.StandardInput.Close();
        var taken = (await process.StandardOutput.ReadToEndAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line))
            .ToArray();
        await process.WaitForExitAsync();
        folder.Delete(recursive: true);
        Assert.Equal(
            contents.Select(content => Encoding.UTF8.GetString(content)),
            taken.Select(mail => Encoding.UTF8.GetString(mail.GetProperty("content").GetBytesFromBase64()))
        );
        Assert.Equal(
            ["anna@example.com", "berta@example.com", "søren@example.com"],
            taken.Select(mail => Assert.Single(mail.GetProperty("recipients").EnumerateArray()).GetString())
        );
        Assert.All(taken, mail => Assert.Equal("crm", mail.GetProperty("user").GetString()));
        Assert.All(taken, mail => Assert.Equal("bounce+4f2a@example.org", mail.GetProperty("sender").GetString()));
    }
}
