using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Crm.Api.Outreach.Channels.Email;

namespace Crm.Api.Tests.Outreach.Channels;

public sealed class MailOptionsTests : IDisposable
{
    private readonly string _keyFile = Path.GetTempFileName();

    public MailOptionsTests()
    {
        using var key = RSA.Create(2048);
        File.WriteAllText(_keyFile, key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose() => File.Delete(_keyFile);

    [Fact]
    public void The_defaults_are_good() => Assert.Empty(WrongIn(new MailOptions()));

    [Fact]
    public void All_together_is_good()
    {
        var passwordFile = _keyFile;
        Assert.Empty(
            WrongIn(
                new MailOptions
                {
                    Host = "mail.example.org",
                    User = "crm",
                    PasswordFile = passwordFile,
                    SenderAddress = "shop@müller.example",
                    BounceDomain = "bounces.example.org",
                    DkimDomain = "example.org",
                    DkimSelector = "s1",
                    DkimKeyFile = _keyFile,
                }
            )
        );
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal(["Port"], WrongIn(new MailOptions { Port = 0 }));
        Assert.Equal(["SenderAddress"], WrongIn(new MailOptions { SenderAddress = "nobody" }));
        Assert.Equal(["BounceDomain"], WrongIn(new MailOptions { BounceDomain = "no domain" }));
        Assert.Equal(["ClientName"], WrongIn(new MailOptions { ClientName = "a\nb" }));
        Assert.Equal(["User"], WrongIn(new MailOptions { User = "crm" }));
        Assert.Equal(["PasswordFile"], WrongIn(new MailOptions { PasswordFile = "/nowhere/password" }));
        Assert.Equal(
            ["TrustedCertificateFile"],
            WrongIn(new MailOptions { TrustedCertificateFile = "/nowhere/ca.pem" })
        );
        Assert.Equal(["DkimDomain"], WrongIn(new MailOptions { DkimDomain = "example.org" }));
        Assert.Equal(
            ["DkimKeyFile"],
            WrongIn(
                new MailOptions
                {
                    DkimDomain = "example.org",
                    DkimSelector = "s1",
                    DkimKeyFile = "/etc/hostname",
                }
            )
        );
    }

    private static IEnumerable<string> WrongIn(MailOptions options)
    {
        List<ValidationResult> wrong = [];
        Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true);
        return wrong.SelectMany(one => one.MemberNames);
    }
}
