using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Crm.TestKit;

/// <summary>A certificate for <c>localhost</c> that nobody trusts who is not told to.</summary>
public static class SelfMadeCertificate
{
    public static X509Certificate2 ForLocalhost()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        // A key that lives in memory only is none for a server on some systems.
        return X509CertificateLoader.LoadPkcs12(
            certificate.Export(X509ContentType.Pfx),
            password: null,
            X509KeyStorageFlags.Exportable
        );
    }
}
