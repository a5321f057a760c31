using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Crm.Mail.Mime;

namespace Crm.Mail.Dkim;

/// <summary>Signs mails for a domain: rsa-sha256, relaxed/relaxed (RFC 6376, RFC 8301). Keeps its buffers: by one thread at a time.</summary>
public sealed class DkimSigner : IDisposable
{
    private const int ShortestKey = 1024;
    private const int NamesPerLine = 4;

    // Those without which a mail could be told from another, and what RFC 8058 asks to be signed for one-click unsubscription.
    private static readonly string[] Signed =
    [
        "From",
        "To",
        "Reply-To",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Auto-Submitted",
        "In-Reply-To",
        "References",
    ];

    // Named once more than they occur, so that nobody can add a second one that readers would show (RFC 6376, 8.15).
    private static readonly string[] Sealed = ["From", "To", "Reply-To", "Subject", "Date"];

    private readonly RSA _key;
    private readonly string _domain;
    private readonly string _selector;
    private readonly ArrayBufferWriter<byte> _hashed = new();

    /// <param name="domain">The domain that signs; best the one of the sender's address.</param>
    /// <param name="selector">Where the public key is: <c>selector._domainkey.domain</c>.</param>
    /// <param name="privateKeyPem">An RSA key of at least 1024 bits, as PKCS #1 or PKCS #8.</param>
    /// <exception cref="MailRefusedException">One of them cannot be used.</exception>
    public DkimSigner(string domain, string selector, string privateKeyPem)
    {
        // Both are joined to a name of the DNS, and so are checked as one.
        _domain = MailAddress.Parse($"x@{domain}", "DKIM domain").Domain;
        _selector = MailAddress.Parse($"x@{selector}", "DKIM selector").Domain;
        _key = RSA.Create();
        try
        {
            _key.ImportFromPem(privateKeyPem);
            // A public key imports just as well, and would fail at the first mail.
            _key.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            _key.Dispose();
            throw new MailRefusedException("DKIM key", "is no private RSA key in PEM form");
        }

        if (_key.KeySize < ShortestKey)
        {
            _key.Dispose();
            throw new MailRefusedException("DKIM key", $"has fewer than {ShortestKey} bits");
        }
    }

    /// <summary>Writes the header that goes before the mail.</summary>
    /// <param name="mail">The whole mail, as it travels.</param>
    /// <param name="time">When it is signed.</param>
    /// <param name="output">Takes the header with its line break.</param>
    public void Sign(ReadOnlySpan<byte> mail, DateTimeOffset time, IBufferWriter<byte> output)
    {
        var bodyAt = mail.IndexOf("\r\n\r\n"u8);
        var head = bodyAt < 0 ? mail : mail[..(bodyAt + 2)];
        _hashed.ResetWrittenCount();
        RelaxedForm.WriteBody(bodyAt < 0 ? [] : mail[(bodyAt + 4)..], _hashed);
        var bodyHash = Convert.ToBase64String(SHA256.HashData(_hashed.WrittenSpan));

        _hashed.ResetWrittenCount();
        var names = HashHeaders(head);
        var header = Encoding.ASCII.GetBytes(
            $"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={_domain}; s={_selector};\r\n"
                + $" t={time.ToUnixTimeSeconds()}; h={names};\r\n bh={bodyHash};\r\n b="
        );
        RelaxedForm.WriteHeader(header, withEnd: false, _hashed);

        output.Write(header);
        WriteSignature(output);
    }

    public void Dispose() => _key.Dispose();

    private string HashHeaders(ReadOnlySpan<byte> head)
    {
        List<string> names = [];
        foreach (var name in Signed)
        {
            if (Find(head, name) is { Length: > 0 } header)
            {
                RelaxedForm.WriteHeader(header, withEnd: true, _hashed);
                names.Add(name);
            }
        }

        names.AddRange(Sealed);
        return string.Join(":\r\n  ", names.Chunk(NamesPerLine).Select(line => string.Join(':', line)));
    }

    // The last one counts, as verifiers read from the bottom up.
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> head, string name)
    {
        ReadOnlySpan<byte> found = default;
        while (!head.IsEmpty)
        {
            var length = LengthOfHeader(head);
            var colon = head.IndexOf((byte)':');
            if (colon > 0 && Ascii.EqualsIgnoreCase(head[..colon].TrimEnd(" \t"u8), name))
            {
                found = head[..length];
            }

            head = head[length..];
        }

        return found;
    }

    private static int LengthOfHeader(ReadOnlySpan<byte> head)
    {
        var length = 0;
        do
        {
            length += head[length..].IndexOf("\r\n"u8) is >= 0 and var end ? end + 2 : head.Length - length;
        } while (length < head.Length && head[length] is (byte)' ' or (byte)'\t');

        return length;
    }

    private void WriteSignature(IBufferWriter<byte> output)
    {
        var signature = _key.SignData(_hashed.WrittenSpan, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Span<byte> text = new byte[Base64.GetMaxEncodedToUtf8Length(signature.Length)];
        Base64.EncodeToUtf8(signature, text, out _, out var length);
        for (text = text[..length]; text.Length > 72; text = text[72..])
        {
            output.Write(text[..72]);
            output.Write("\r\n  "u8);
        }

        output.Write(text);
        output.Write("\r\n"u8);
    }
}
