using System.Security.Cryptography;
using System.Text;
using Crm.Api.Access;

namespace Crm.Api.Http.Idempotency;

/// <summary>A caller's key for one request, and the hash of what the request said.</summary>
internal sealed record IdempotencyKey(byte[] Id, byte[] BodyHash, bool HoldsSecret)
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <summary>The key is only the caller's own, and only for the same method and path.</summary>
    public static IdempotencyKey? Of(HttpContext context, Caller caller)
    {
        var header = context.Request.Headers[Header];
        if (header.Count == 0)
        {
            return null;
        }

        var key = header.ToString();
        if (key.Length is 0 or > MaxLength)
        {
            throw new ProblemException(
                Problem.Malformed(Header, "idempotency-key-invalid", $"The key has 1 to {MaxLength} characters.")
            );
        }

        var request = context.Request;
        var scope = $"{caller.KeyId}\n{request.Method}\n{request.Path}\n{key}";
        var body = context.Features.Get<RawBody>()?.Bytes ?? ReadOnlyMemory<byte>.Empty;
        using var said = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        said.AppendData(Encoding.UTF8.GetBytes(request.QueryString.Value ?? ""));
        said.AppendData(body.Span);
        return new IdempotencyKey(
            SHA256.HashData(Encoding.UTF8.GetBytes(scope)),
            said.GetHashAndReset(),
            context.GetEndpoint()?.Metadata.GetMetadata<AnswersWithSecret>() is not null
        );
    }
}

/// <summary>Marks a route whose answer shows a secret, which is never stored.</summary>
internal sealed record AnswersWithSecret;
