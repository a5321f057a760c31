using System.Reflection;
using System.Security.Cryptography;
using Crm.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Crm.Api.Imports;

/// <summary>
/// What a new import is sent as: its options alone, as JSON, or, as multipart, with its files; those go to temporary files first,
/// whatever their size.
/// </summary>
internal sealed class ImportUpload : IBindableFromHttpContext<ImportUpload>, IEndpointParameterMetadataProvider
{
    private const string MediaType = "multipart/form-data";
    private const int MaxBoundaryLength = 200;
    private const int MaxOptionBytes = 256 * 1024;
    private const int BufferSize = 64 * 1024;

    private ImportUpload(ImportOptions options, IReadOnlyList<SentFile> files)
    {
        Options = options;
        Files = files;
    }

    public ImportOptions Options { get; }

    /// <summary>In the order they were sent; none when only the options came.</summary>
    public IReadOnlyList<SentFile> Files { get; }

    public static async ValueTask<ImportUpload?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        BoundaryOf(context.Request) is { } boundary
            ? await ReadPartsAsync(context, new MultipartReader(boundary, context.Request.Body))
            : new ImportUpload(Checked((await BodyReader.ReadAsync(context, [BodyReader.JsonType])).Span), []);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata([MediaType, BodyReader.JsonType], typeof(ImportRequest)));
        builder.Metadata.Add(new BodyOfType(BodyReader.JsonType, typeof(ImportOptions)));
    }

    private static async Task<ImportUpload> ReadPartsAsync(HttpContext context, MultipartReader reader)
    {
        ImportOptions? options = null;
        var files = new List<SentFile>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                var name = section.GetContentDispositionHeader()?.Name.Value?.Trim('"');
                switch (name)
                {
                    case "options" when options is null:
                        options = await ReadOptionsAsync(section.Body, hash, context.RequestAborted);
                        break;
                    case "file" when files.Count < ImportParts.Most:
                        var file = await SentFile.ReadAsync(NameOf(section), section.Body, context.RequestAborted);
                        context.Response.RegisterForDisposeAsync(file);
                        hash.AppendData(file.Sha256);
                        files.Add(file);
                        break;
                    default:
                        throw Refused(
                            name ?? "",
                            "unknown-field",
                            $"An import has the parts 'options', once, and 'file', up to {ImportParts.Most} times; not '{name}'."
                        );
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not FileNotFoundException)
        {
            throw new ProblemException(
                Problem.Of(400, "malformed-multipart", "The body is not well-formed multipart/form-data.")
            );
        }

        if (options is null || files.Count == 0)
        {
            throw Refused(
                options is null ? "options" : "file",
                "required",
                "An import needs the parts 'options' and 'file'; without a file, send the options as JSON."
            );
        }

        context.Features.Set(new RawBody(hash.GetHashAndReset()));
        return new ImportUpload(options, files);
    }

    /// <summary>Null when this is not multipart.</summary>
    private static string? BoundaryOf(HttpRequest request)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        if (
            HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MaxBoundaryLength } boundary
            && request.Headers.ContentEncoding.Count == 0
        )
        {
            return boundary.Value!;
        }

        const string Detail = $"{MediaType} needs a boundary, and is sent as it is.";
        throw new ProblemException(
            Problem.Of(415, "unsupported-media-type", Detail, new FieldError("Content-Type", "unsupported", Detail))
        );
    }

    private static async Task<ImportOptions> ReadOptionsAsync(
        Stream body,
        IncrementalHash hash,
        CancellationToken cancellationToken
    )
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxOptionBytes)
            {
                throw new ProblemException(
                    Problem.Of(413, "body-too-large", $"The options may have {MaxOptionBytes} bytes at most.")
                );
            }
        }

        hash.AppendData(bytes.ToArray());
        return Checked(bytes.ToArray());
    }

    private static ImportOptions Checked(ReadOnlySpan<byte> json)
    {
        var options = BodyReader.Parse<ImportOptions>(json);
        FormValidation.Check(options);
        return options;
    }

    private static string? NameOf(MultipartSection section) =>
        ImportParts.NameOf(section.GetContentDispositionHeader()?.FileName.Value?.Trim('"'));

    private static ProblemException Refused(string part, string code, string detail) =>
        new(Problem.Malformed($"/{part}", code, detail));
}
