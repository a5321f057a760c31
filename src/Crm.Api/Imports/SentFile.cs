using System.Security.Cryptography;
using Crm.Api.Data.Blobs;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.Imports;

/// <summary>A file that has been received to its end, in a temporary file; stored when it is to be kept.</summary>
internal sealed class SentFile(string? name, FileStream content, byte[] sha256) : IAsyncDisposable
{
    private Guid? _blobId;

    public byte[] Sha256 => sha256;

    /// <summary>Reads a body of any length to its end.</summary>
    public static async Task<SentFile> ReadAsync(string? name, Stream body, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var content = await Spool.ReadAsync(body, hash, long.MaxValue, cancellationToken);
        return new SentFile(name, content, hash.GetHashAndReset());
    }

    /// <summary>Puts it into the database, where every node can read it; outside any transaction of the caller's.</summary>
    public async Task StoreAsync(BlobStore blobs, CancellationToken cancellationToken)
    {
        content.Position = 0;
        _blobId = await blobs.AddAsync(content, sha256, cancellationToken);
    }

    /// <summary>Whether it begins as gzip files do; an empty one is nothing at all.</summary>
    public bool IsGzip()
    {
        content.Position = 0;
        return content.ReadByte() == 0x1f && content.ReadByte() == 0x8b;
    }

    public JobFile ToJobFile(int number) =>
        new()
        {
            Number = number,
            BlobId = _blobId,
            Name = name,
            Length = content.Length,
            Sha256 = Convert.ToHexStringLower(sha256),
        };

    public ValueTask DisposeAsync() => content.DisposeAsync();
}
