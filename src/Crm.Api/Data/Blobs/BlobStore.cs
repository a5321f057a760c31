using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data.Blobs;

/// <summary>Puts files into the database and takes them out again, a chunk at a time, so that no file has to fit into memory.</summary>
internal static class BlobStore
{
    private const int ChunkSize = 256 * 1024;

    /// <summary>Writes a file in the transaction of <paramref name="work"/>: it is there with what refers to it, or not at all.</summary>
    public static async Task<Blob> AddAsync(Work work, Stream content, CancellationToken cancellationToken)
    {
        var blob = new Blob { Id = work.NewId(), CreateTime = work.Now };
        work.Db.Add(blob);
        await work.Db.SaveChangesAsync(cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkSize];
        for (var position = 0; ; position++)
        {
            var read = await content.ReadAtLeastAsync(buffer, ChunkSize, throwOnEndOfStream: false, cancellationToken);
            if (read == 0)
            {
                break;
            }

            hash.AppendData(buffer, 0, read);
            blob.Length += read;
            var chunk = work.Db.Add(
                new BlobChunk
                {
                    BlobId = blob.Id,
                    Position = position,
                    Bytes = buffer[..read],
                }
            );
            await work.Db.SaveChangesAsync(cancellationToken);
            chunk.State = EntityState.Detached;
        }

        blob.Sha256 = hash.GetHashAndReset();
        await work.Db.SaveChangesAsync(cancellationToken);
        return blob;
    }

    /// <summary>Copies a file's bytes to a stream.</summary>
    public static async Task CopyToAsync(CrmDb db, Guid id, Stream target, CancellationToken cancellationToken)
    {
        for (var position = 0; ; position++)
        {
            var place = position;
            var bytes = await db.Set<BlobChunk>()
                .Where(chunk => chunk.BlobId == id && chunk.Position == place)
                .Select(chunk => chunk.Bytes)
                .FirstOrDefaultAsync(cancellationToken);
            if (bytes is null)
            {
                return;
            }

            await target.WriteAsync(bytes, cancellationToken);
        }
    }

    /// <summary>Removes a file in the transaction of <paramref name="db"/>.</summary>
    public static async Task RemoveAsync(CrmDb db, Guid id, CancellationToken cancellationToken)
    {
        await db.Set<BlobChunk>().Where(chunk => chunk.BlobId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Blob>().Where(blob => blob.Id == id).ExecuteDeleteAsync(cancellationToken);
    }
}
