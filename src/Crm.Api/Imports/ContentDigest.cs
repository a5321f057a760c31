using Crm.Api.Http;

namespace Crm.Api.Imports;

/// <summary>What the sender says its body hashes to: <c>Content-Digest: sha-256=:…:</c> (RFC 9530). Other algorithms are passed over.</summary>
internal static class ContentDigest
{
    public const string Header = "Content-Digest";

    private const string Algorithm = "sha-256=";
    private const int DigestLength = 32;

    /// <summary>The SHA-256 promised, or null.</summary>
    public static byte[]? Of(HttpRequest request)
    {
        var sent = request
            .Headers[Header]
            .ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(digest => digest.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase));
        if (sent is null)
        {
            return null;
        }

        var digest = new byte[DigestLength];
        return
            sent[Algorithm.Length..] is [':', .. var base64, ':']
            && Convert.TryFromBase64String(base64, digest, out var length)
            && length == DigestLength
            ? digest
            : throw new ProblemException(
                Problem.Malformed(Header, "content-digest-malformed", "Expected sha-256=:BASE64:, as RFC 9530 says.")
            );
    }

    public static void Check(byte[]? promised, byte[] actual)
    {
        if (promised is not null && !promised.AsSpan().SequenceEqual(actual))
        {
            throw new ProblemException(
                Problem.Malformed(
                    Header,
                    "content-digest-mismatch",
                    $"What arrived hashes to {Convert.ToBase64String(actual)}; send it again."
                )
            );
        }
    }
}
