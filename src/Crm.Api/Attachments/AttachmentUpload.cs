using System.Reflection;
using System.Security.Cryptography;
using Crm.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Crm.Api.Attachments;

/// <summary>
/// A file as it is sent: the body itself, its type in <c>Content-Type</c>, its name in <c>?fileName=</c>. It is read to its end before
/// the transaction begins, so that a slow sender keeps nobody waiting and one who breaks off leaves nothing behind.
/// </summary>
internal sealed class AttachmentUpload : IBindableFromHttpContext<AttachmentUpload>, IEndpointParameterMetadataProvider
{
    public const int MaxBytes = 25 * 1024 * 1024;
    public const int MaxNameLength = 200;
    public const int MaxTypeLength = 127;

    public static readonly QueryParameter Name = new(
        "fileName",
        QueryParameterType.Text,
        $"What the file is called; {MaxNameLength} characters at most, without a path.",
        "contract.pdf",
        Required: true
    );

    private const string AnyType = "*/*";

    public required string FileName { get; init; }

    public required string MediaType { get; init; }

    public required FileStream Content { get; init; }

    /// <summary>SHA-256 in hexadecimal.</summary>
    public required string Hash { get; init; }

    public static async ValueTask<AttachmentUpload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var name = CheckedName(context.Request.Query[Name.Name].ToString());
        var type = CheckedType(context.Request);
        if (context.Request.ContentLength > MaxBytes)
        {
            throw new ProblemException(
                Problem.Of(413, "body-too-large", $"The body may have {MaxBytes} bytes at most.")
            );
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var content = await Spool.ReadAsync(context.Request.Body, hash, MaxBytes, context.RequestAborted);
        context.Response.RegisterForDisposeAsync(content);
        var digest = hash.GetHashAndReset();
        context.Features.Set(new RawBody(digest));
        return new AttachmentUpload
        {
            FileName = name,
            MediaType = type,
            Content = content,
            Hash = Convert.ToHexStringLower(digest),
        };
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([AnyType], typeof(Stream)));

    private static string CheckedName(string typed)
    {
        var name = typed.Trim();
        return
            name.Length is > 0 and <= MaxNameLength
            && name is not ("." or "..")
            && !name.Any(letter => letter is '/' or '\\' || char.IsControl(letter))
            ? name
            : throw new ProblemException(
                Problem.Malformed(
                    Name.Name,
                    "file-name-invalid",
                    $"A file name has 1 to {MaxNameLength} characters and no path or control characters."
                )
            );
    }

    private static string CheckedType(HttpRequest request)
    {
        if (
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type is { MatchesAllTypes: false, MatchesAllSubTypes: false, MediaType.Length: <= MaxTypeLength }
            && request.Headers.ContentEncoding.Count == 0
        )
        {
            return type.MediaType.ToString().ToLowerInvariant();
        }

        const string Detail =
            "Say in Content-Type what kind of file it is, such as application/pdf, and send it as it is.";
        throw new ProblemException(
            Problem.Of(415, "unsupported-media-type", Detail, new FieldError("Content-Type", "unsupported", Detail))
        );
    }
}
