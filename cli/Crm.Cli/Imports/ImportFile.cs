using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Imports;

/// <summary>A file of an import; it is opened anew for each use, so that a refused upload can be sent again.</summary>
internal sealed class ImportFile(string name, Func<Stream> open, FileStream? spool = null) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private static readonly byte[] GzipMark = [0x1f, 0x8b];
    private static readonly byte[] ZipMark = [0x50, 0x4b];

    public string Name => name;

    public static async Task<ImportFile> OpenAsync(string file, Shell shell, CancellationToken cancellationToken)
    {
        if (file != "-")
        {
            var path = InputFile.PathOf(file, shell);
            return new ImportFile(Path.GetFileName(path), () => File.OpenRead(path));
        }

        // On disk, since stdin may be larger than memory; as bytes, since another encoding would not survive a reader of text.
        var spool = Spool();
        try
        {
            await using var input = shell.OpenIn();
            await input.CopyToAsync(spool, cancellationToken).WaitAsync(cancellationToken);
            await spool.FlushAsync(cancellationToken);
            return new ImportFile("stdin.csv", () => Reopened(spool), spool);
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => spool?.Dispose();

    /// <summary>The body of the request; equal keys and equal input make equal bytes.</summary>
    public HttpContent Form(JsonObject options, string key)
    {
        const int BoundaryBytes = 16;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return new MultipartFormDataContent(Convert.ToHexStringLower(hash.AsSpan(0, BoundaryBytes)))
        {
            { ApiRequest.Json(options), "options" },
            { Content(), "file", name },
        };
    }

    /// <summary>The bytes alone.</summary>
    public HttpContent Content()
    {
        var content = new FileContent(open);
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.Of(name));
        return content;
    }

    /// <summary>What stands at the beginning, read as UTF-8 unless told otherwise or a byte order mark says so.</summary>
    public FileSample Sample(char? delimiter, Encoding encoding)
    {
        if (Begins(Uncompressed, ZipMark))
        {
            throw Failure.Usage(
                $"{name} is a spreadsheet, whose headers only the service can read.",
                "save the sheet as CSV, or import it without a map if its headers are names of fields"
            );
        }

        using var reader = new StreamReader(Uncompressed(), encoding);
        return FileSample.Read(reader, delimiter);
    }

    /// <summary>
    /// The rows there seem to be, for the progress bar, if that can be seen from outside. A line break inside quotes does not
    /// begin a row.
    /// </summary>
    public long? CountRows()
    {
        if (Begins(Uncompressed, ZipMark))
        {
            return null;
        }

        var headers = Begins(Uncompressed, "{"u8) ? 0 : 1;
        using var stream = Uncompressed();
        var buffer = new byte[BufferSize];
        var isQuoted = false;
        var last = (byte)'\n';
        long breaks = 0;
        for (int length; (length = stream.Read(buffer)) > 0; last = buffer[length - 1])
        {
            foreach (var value in buffer.AsSpan(0, length))
            {
                isQuoted ^= value == '"' && headers > 0;
                breaks += !isQuoted && value == '\n' ? 1 : 0;
            }
        }

        return Math.Max(0, (last == '\n' ? breaks : breaks + 1) - headers);
    }

    /// <summary>As the rows are written, whether the file is compressed or not.</summary>
    private Stream Uncompressed()
    {
        var stream = open();
        return Begins(open, GzipMark) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    private static bool Begins(Func<Stream> open, ReadOnlySpan<byte> mark)
    {
        using var stream = open();
        Span<byte> beginning = stackalloc byte[mark.Length];
        return stream.ReadAtLeast(beginning, mark.Length, throwOnEndOfStream: false) == mark.Length
            && beginning.SequenceEqual(mark);
    }

    private static FileStream Spool()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }

    private static FileStream Reopened(FileStream spool) =>
        new(spool.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

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
            length = file.CanSeek ? file.Length : 0;
            return file.CanSeek;
        }
    }
}
