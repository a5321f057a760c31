using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Api.Http.Outgoing;

/// <summary>Signs what we post to others, as Standard Webhooks has it: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal sealed class WebhookSigner(byte[] key)
{
    private const string Prefix = "whsec_";
    private const int ShortestKey = 24;
    private const int LongestKey = 64;

    /// <summary>The key of a secret as it is shown; null when it is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        var key = new byte[LongestKey + 2];
        return
            secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length)
            && length is >= ShortestKey and <= LongestKey
            ? key[..length]
            : null;
    }

    /// <summary>Adds the three headers; the id is the same whenever the same is posted again.</summary>
    public void Sign(HttpRequestHeaders headers, string id, DateTimeOffset time, ReadOnlySpan<byte> body)
    {
        var timestamp = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var signature = HMACSHA256.HashData(key, signed);
        headers.Add("webhook-id", id);
        headers.Add("webhook-timestamp", timestamp);
        headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
    }
}
