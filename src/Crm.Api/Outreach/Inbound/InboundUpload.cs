using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Crm.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Crm.Api.Outreach.Inbound;

/// <summary>A mail as it is sent to us, read and understood before the transaction begins.</summary>
internal sealed class InboundUpload : IBindableFromHttpContext<InboundUpload>, IEndpointParameterMetadataProvider
{
    private const string MailType = "message/rfc822";

    public required InboundMail Mail { get; init; }

    /// <summary>SHA-256 in hexadecimal, by which the same mail is known again.</summary>
    public required string Hash { get; init; }

    public required long Size { get; init; }

    /// <summary>As much of it as a person is shown.</summary>
    public required string Beginning { get; init; }

    public static async ValueTask<InboundUpload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        CheckType(context.Request);
        if (context.Request.ContentLength > InboundReader.MaxBytes)
        {
            throw new ProblemException(
                Problem.Of(413, "body-too-large", $"The body may have {InboundReader.MaxBytes} bytes at most.")
            );
        }

        var stop = context.RequestAborted;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = await Spool.ReadAsync(context.Request.Body, hash, InboundReader.MaxBytes, stop);
        var digest = hash.GetHashAndReset();
        context.Features.Set(new RawBody(digest));
        var reader = context.RequestServices.GetRequiredService<InboundReader>();
        var mail = await reader.ReadAsync(content, recipient: null, stop);
        return new InboundUpload
        {
            Mail = mail,
            Hash = Convert.ToHexStringLower(digest),
            Size = content.Length,
            Beginning = await BeginningAsync(content, stop),
        };
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([MailType], typeof(Stream)));

    private static void CheckType(HttpRequest request)
    {
        if (
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(MailType, StringComparison.OrdinalIgnoreCase)
            && request.Headers.ContentEncoding.Count == 0
        )
        {
            return;
        }

        const string Detail = $"Send the mail as it came, with Content-Type: {MailType}.";
        throw new ProblemException(
            Problem.Of(415, "unsupported-media-type", Detail, new FieldError("Content-Type", "unsupported", Detail))
        );
    }

    private static async Task<string> BeginningAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var bytes = new byte[InboundReview.BeginningLength];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, false, cancellationToken);
        return FittingText.Of(Encoding.UTF8.GetString(bytes, 0, length), InboundReview.BeginningLength)!;
    }
}
