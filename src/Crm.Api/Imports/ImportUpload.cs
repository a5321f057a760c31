using System.Reflection;
using System.Security.Cryptography;
using Crm.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Crm.Api.Imports;

/// <summary>Reads the two parts of an import, in any order; the file goes to a temporary file first, whatever its size.</summary>
internal sealed class ImportUpload
    : IBindableFromHttpContext<ImportUpload>,
        IEndpointParameterMetadataProvider,
        IDisposable
{
    private const string MediaType = "multipart/form-data";
    private const int MaxBoundaryLength = 200;
    private const int MaxOptionBytes = 256 * 1024;
    private const int BufferSize = 64 * 1024;

    private ImportUpload(ImportOptions options, FileStream file, string? fileName)
    {
        Options = options;
        File = file;
        FileName = fileName;
    }

    public ImportOptions Options { get; }

    public FileStream File { get; }

    public string? FileName { get; }

    public static async ValueTask<ImportUpload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var reader = new MultipartReader(BoundaryOf(context.Request), context.Request.Body);
        ImportOptions? options = null;
        FileStream? file = null;
        string? fileName = null;
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
                    case "file" when file is null:
                        fileName = NameOf(section);
                        file = await Spool.ReadAsync(section.Body, hash, long.MaxValue, context.RequestAborted);
                        break;
                    default:
                        throw Refused(
                            name ?? "",
                            "unknown-field",
                            $"An import has the parts 'options' and 'file', once each; not '{name}'."
                        );
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not FileNotFoundException)
        {
            file?.Dispose();
            throw new ProblemException(
                Problem.Of(400, "malformed-multipart", "The body is not well-formed multipart/form-data.")
            );
        }

        if (options is null || file is null)
        {
            file?.Dispose();
            throw Refused(
                options is null ? "options" : "file",
                "required",
                "An import needs the parts 'options' and 'file'."
            );
        }

        context.Features.Set(new RawBody(hash.GetHashAndReset()));
        context.Response.RegisterForDispose(file);
        return new ImportUpload(options, file, fileName);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([MediaType], typeof(ImportRequest)));

    public void Dispose() => File.Dispose();

    private static string BoundaryOf(HttpRequest request)
    {
        if (
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MaxBoundaryLength } boundary
            && request.Headers.ContentEncoding.Count == 0
        )
        {
            return boundary.Value!;
        }

        const string Detail = $"Send the import as {MediaType} with the parts 'options' and 'file'.";
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
        var options = BodyReader.Parse<ImportOptions>(bytes.ToArray());
        FormValidation.Check(options);
        return options;
    }

    private static string? NameOf(MultipartSection section)
    {
        const int MaxLength = 200;
        var name = Path.GetFileName(section.GetContentDispositionHeader()?.FileName.Value?.Trim('"'));
        return string.IsNullOrEmpty(name) ? null
            : name.Length > MaxLength ? name[..MaxLength]
            : name;
    }

    private static ProblemException Refused(string part, string code, string detail) =>
        new(Problem.Malformed($"/{part}", code, detail));
}
