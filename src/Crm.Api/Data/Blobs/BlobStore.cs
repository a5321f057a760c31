using Crm.Api.Access;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data.Blobs;

/// <summary>Puts files into the database and takes them out again, a chunk at a time, so that no file has to fit into memory.</summary>
internal sealed class BlobStore(IServiceScopeFactory scopes)
{
    // Short enough for the heap of small objects, which needs no full collection to be freed.
    private const int ChunkSize = 64 * 1024;
    private const int ChunksAtOnce = 64;

    /// <summary>
    /// Writes a whole file in many short transactions, so that others write between them. It belongs to nobody until something that
    /// refers to it is saved; what nobody refers to after a day is swept away, such as a file whose sender broke off.
    /// </summary>
    public async Task<Guid> AddAsync(Stream content, byte[] sha256, CancellationToken cancellationToken)
    {
        var id = await BeginAsync(content.Length, sha256, cancellationToken);
        var buffer = new byte[ChunkSize];
        await using var scope = scopes.CreateAsyncScope();
        for (var position = 0; content.Position < content.Length; )
        {
            await using var work = await OpenAsync(scope, cancellationToken);
            for (var count = 0; count < ChunksAtOnce && content.Position < content.Length; count++)
            {
                var read = await content.ReadAtLeastAsync(buffer, ChunkSize, false, cancellationToken);
                work.Db.Add(
                    new BlobChunk
                    {
                        BlobId = id,
                        Position = position++,
                        Bytes = buffer[..read],
                    }
                );
            }

            await work.Db.SaveChangesAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
            work.Db.ChangeTracker.Clear();
        }

        return id;
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

    /// <summary>Removes a file that nobody refers to, in short transactions as well; its head goes last, so that stopped halfway it is found again.</summary>
    public async Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        while (!await RemoveSomeAsync(id, cancellationToken)) { }
    }

    /// <returns>True when nothing is left.</returns>
    private async Task<bool> RemoveSomeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = await OpenAsync(scope, cancellationToken);
        var chunks = work.Db.Set<BlobChunk>().Where(chunk => chunk.BlobId == id);
        var positions = await chunks
            .OrderBy(chunk => chunk.Position)
            .Select(chunk => chunk.Position)
            .Take(ChunksAtOnce)
            .ToListAsync(cancellationToken);
        if (positions is [.., var last])
        {
            await chunks.Where(chunk => chunk.Position <= last).ExecuteDeleteAsync(cancellationToken);
        }
        else
        {
            await work.Db.Set<Blob>().Where(blob => blob.Id == id).ExecuteDeleteAsync(cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return positions.Count == 0;
    }

    private async Task<Guid> BeginAsync(long length, byte[] sha256, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = await OpenAsync(scope, cancellationToken);
        work.KeepReserve(length);
        var blob = new Blob
        {
            Id = work.NewId(),
            Length = length,
            Sha256 = sha256,
            CreateTime = work.Now,
        };
        work.Db.Add(blob);
        await work.Db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        return blob.Id;
    }

    private static async Task<Work> OpenAsync(AsyncServiceScope scope, CancellationToken cancellationToken)
    {
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("files"));
        await work.BeginPatientlyAsync(cancellationToken);
        return work;
    }
}
