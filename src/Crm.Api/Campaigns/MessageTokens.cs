using System.Buffers.Text;
using System.Security.Cryptography;
using Crm.Api.Data;

namespace Crm.Api.Campaigns;

/// <summary>
/// What stands for a message in links and envelopes: its id and a seal over it, so that nobody can make one up, and without anything of
/// the person in it.
/// </summary>
internal sealed class MessageTokens(NodeSecrets secrets)
{
    private const int IdLength = 16;
    private const int SealLength = 16;

    public string Of(Guid messageId)
    {
        Span<byte> token = stackalloc byte[IdLength + SealLength];
        messageId.TryWriteBytes(token, bigEndian: true, out _);
        SealOf(token[..IdLength], token[IdLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The message a token stands for; null when it is none of ours.</summary>
    public Guid? Open(string token)
    {
        Span<byte> bytes = stackalloc byte[IdLength + SealLength];
        if (
            token.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.TryDecodeFromChars(token, bytes, out var length)
            || length != bytes.Length
        )
        {
            return null;
        }

        Span<byte> seal = stackalloc byte[SealLength];
        SealOf(bytes[..IdLength], seal);
        return CryptographicOperations.FixedTimeEquals(seal, bytes[IdLength..])
            ? new Guid(bytes[..IdLength], bigEndian: true)
            : null;
    }

    private void SealOf(ReadOnlySpan<byte> id, Span<byte> seal)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secrets.Messages, id, hash);
        hash[..SealLength].CopyTo(seal);
    }
}
