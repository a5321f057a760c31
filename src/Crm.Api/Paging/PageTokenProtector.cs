using System.Buffers.Text;
using System.Security.Cryptography;

namespace Crm.Api.Paging;

/// <summary>Makes and reads page tokens: signed, good for a day or as long as is said, and for the same other arguments only.</summary>
/// <remarks>The key must be the same on all nodes. A token is signed, not secret: who holds it may see its position.</remarks>
internal sealed class PageTokenProtector
{
    private const byte Version = 1;
    private const int SignatureLength = HMACSHA256.HashSizeInBytes;
    private const int MinimumKeyLength = 32;

    // Far above four keys of 200 characters; longer text is nobody's token and is not worth hashing.
    private const int MaximumTokenLength = 8_192;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly byte[] _key;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _lifetime;

    /// <param name="key">What the tokens are signed with.</param>
    /// <param name="clock">Says when a token is too old.</param>
    /// <param name="lifetime">A day unless given.</param>
    public PageTokenProtector(byte[] key, TimeProvider clock, TimeSpan? lifetime = null)
    {
        if (key.Length < MinimumKeyLength)
        {
            throw new ArgumentException($"The key needs at least {MinimumKeyLength} bytes.", nameof(key));
        }

        _key = [.. key];
        _clock = clock;
        _lifetime = lifetime ?? Day;
    }

    /// <summary>A token for the page after the position; the arguments are all others the list was asked with, in a fixed order.</summary>
    public string Write(IReadOnlyList<string?> position, params IReadOnlyList<string?> arguments)
    {
        using var token = new MemoryStream();
        using var writer = new BinaryWriter(token);
        writer.Write(Version);
        writer.Write(_clock.GetUtcNow().Add(_lifetime).ToUnixTimeSeconds());
        writer.Write(HashOf(arguments));
        WriteTexts(writer, position);
        writer.Flush();
        writer.Write(HMACSHA256.HashData(_key, token.GetBuffer().AsSpan(0, (int)token.Length)));
        return Base64Url.EncodeToString(token.GetBuffer().AsSpan(0, (int)token.Length));
    }

    /// <summary>The position a token holds, or why it cannot be used.</summary>
    public PageTokenReading Read(string token, params IReadOnlyList<string?> arguments)
    {
        if (BytesOf(token) is not { } bytes || !IsSignedByUs(bytes))
        {
            return PageTokenReading.Failed(PageTokenOutcome.Malformed);
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, bytes.Length - SignatureLength));
        if (reader.ReadByte() != Version)
        {
            return PageTokenReading.Failed(PageTokenOutcome.Malformed);
        }

        var expiry = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        if (!reader.ReadBytes(SHA256.HashSizeInBytes).AsSpan().SequenceEqual(HashOf(arguments)))
        {
            return PageTokenReading.Failed(PageTokenOutcome.OtherArguments);
        }

        return _clock.GetUtcNow() < expiry
            ? new PageTokenReading(PageTokenOutcome.Ok, ReadTexts(reader))
            : PageTokenReading.Failed(PageTokenOutcome.Expired);
    }

    private static byte[]? BytesOf(string token)
    {
        if (token.Length > MaximumTokenLength || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        return bytes.Length > SignatureLength ? bytes : null;
    }

    private bool IsSignedByUs(ReadOnlySpan<byte> bytes) =>
        CryptographicOperations.FixedTimeEquals(
            HMACSHA256.HashData(_key, bytes[..^SignatureLength]),
            bytes[^SignatureLength..]
        );

    private static byte[] HashOf(IReadOnlyList<string?> arguments)
    {
        using var text = new MemoryStream();
        using var writer = new BinaryWriter(text);
        WriteTexts(writer, arguments);
        writer.Flush();
        return SHA256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    // With lengths, so that no two lists of texts are written alike.
    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<string?> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text is not null);
            if (text is not null)
            {
                writer.Write(text);
            }
        }
    }

    private static string?[] ReadTexts(BinaryReader reader)
    {
        var texts = new string?[reader.Read7BitEncodedInt()];
        for (var index = 0; index < texts.Length; index++)
        {
            texts[index] = reader.ReadBoolean() ? reader.ReadString() : null;
        }

        return texts;
    }
}
