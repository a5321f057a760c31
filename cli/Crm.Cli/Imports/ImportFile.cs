using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Imports;

/// <summary>The file of an import; it is opened anew for each use, so that a refused upload can be sent again.</summary>
internal sealed class ImportFile(string name, Func<Stream> open)
{
    public static async Task<ImportFile> OpenAsync(string file, Shell shell, CancellationToken cancellationToken)
    {
        if (file == "-")
        {
            // As bytes: another encoding would not survive a reader of text.
            using var input = shell.OpenIn();
            var kept = new MemoryStream();
            await input.CopyToAsync(kept, cancellationToken);
            return new ImportFile("stdin.csv", () => new MemoryStream(kept.GetBuffer(), 0, (int)kept.Length));
        }

        var path = InputFile.PathOf(file, shell);
        return new ImportFile(Path.GetFileName(path), () => File.OpenRead(path));
    }

    /// <summary>The body of the request; equal keys and equal input make equal bytes.</summary>
    public HttpContent Form(JsonObject options, string key)
    {
        const int BoundaryBytes = 16;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var file = new FileContent(open);
        file.Headers.ContentType = new("text/csv");
        return new MultipartFormDataContent(Convert.ToHexStringLower(hash.AsSpan(0, BoundaryBytes)))
        {
            { ApiRequest.Json(options), "options" },
            { file, "file", name },
        };
    }

    /// <summary>The header's cells, read as UTF-8 unless a byte order mark says otherwise.</summary>
    public IReadOnlyList<string> Headers(char delimiter)
    {
        using var reader = new StreamReader(open(), Encoding.UTF8);
        return CsvHeader.Read(reader, delimiter);
    }

    /// <summary>The rows there seem to be, for the progress bar; a line break inside quotes does not begin a row.</summary>
    public long CountRows()
    {
        using var stream = open();
        var buffer = new byte[64 * 1024];
        var isQuoted = false;
        var last = (byte)'\n';
        long breaks = 0;
        for (int length; (length = stream.Read(buffer)) > 0; last = buffer[length - 1])
        {
            foreach (var value in buffer.AsSpan(0, length))
            {
                isQuoted ^= value == '"';
                breaks += !isQuoted && value == '\n' ? 1 : 0;
            }
        }

        return Math.Max(0, last == '\n' ? breaks - 1 : breaks);
    }

    private sealed class FileContent(Func<Stream> open) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await using var file = open();
            await file.CopyToAsync(stream);
        }

        protected override bool TryComputeLength(out long length)
        {
            using var file = open();
            length = file.Length;
            return true;
        }
    }
}
