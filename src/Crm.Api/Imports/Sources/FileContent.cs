using System.IO.Compression;

namespace Crm.Api.Imports.Sources;

/// <summary>A file's bytes, unpacked where it is packed.</summary>
internal sealed class FileContent
{
    private static readonly byte[] GzipMark = [0x1f, 0x8b];

    private readonly Stream _file;
    private readonly bool _isGzip;

    private FileContent(Stream file, bool isGzip, byte[] head)
    {
        _file = file;
        _isGzip = isGzip;
        Head = head;
        Compression = isGzip
            ? new ImportFinding("gzip", "The file begins as gzip files do.")
            : new ImportFinding("none", "The file does not begin as gzip files do.");
    }

    /// <summary>The first bytes, for a look at what it is.</summary>
    public byte[] Head { get; }

    public ImportFinding Compression { get; }

    public static async Task<FileContent> OfAsync(Stream file, int headLength, CancellationToken cancellationToken)
    {
        var isGzip =
            await HeadAsync(file, GzipMark.Length, cancellationToken) is var mark && mark.SequenceEqual(GzipMark);
        file.Position = 0;
        if (!isGzip)
        {
            return new FileContent(file, isGzip, await HeadAsync(file, headLength, cancellationToken));
        }

        await using var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        return new FileContent(file, isGzip, await HeadAsync(unpacked, headLength, cancellationToken));
    }

    /// <summary>The bytes behind the first <paramref name="skipped"/>; disposing the stream closes the file.</summary>
    public async Task<Stream> OpenAsync(int skipped, CancellationToken cancellationToken)
    {
        _file.Position = 0;
        var content = _isGzip ? new GZipStream(_file, CompressionMode.Decompress) : _file;
        _ = await HeadAsync(content, skipped, cancellationToken);
        return content;
    }

    /// <summary>The bytes as a stream that can be sought in.</summary>
    public async Task<Stream> OpenSeekableAsync(CancellationToken cancellationToken)
    {
        var content = await OpenAsync(0, cancellationToken);
        if (!_isGzip)
        {
            return content;
        }

        await using var packed = content;
        var spooled = Http.Spool.Open();
        try
        {
            await packed.CopyToAsync(spooled, cancellationToken);
            spooled.Position = 0;
            return spooled;
        }
        catch (InvalidDataException)
        {
            await spooled.DisposeAsync();
            throw Broken();
        }
    }

    public static ImportUnreadable Broken() =>
        new("file-unreadable", "The file is broken or not whole: it cannot be unpacked.");

    private static async Task<byte[]> HeadAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var head = new byte[length];
        try
        {
            var read = await stream.ReadAtLeastAsync(head, length, throwOnEndOfStream: false, cancellationToken);
            return head[..read];
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
    }
}
