using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs.Ledger;

/// <summary>Ledgers in the database: stored per chunk, read per line.</summary>
internal sealed class JobLedger(CrmDb db)
{
    private const int ChunksAtOnce = 16;

    /// <summary>Adds a chunk to what is saved next; nothing for no lines.</summary>
    public void Add(Guid jobId, LedgerKind kind, int position, IReadOnlyList<LedgerLine> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var chunk = new LedgerChunk
        {
            JobId = jobId,
            Kind = kind,
            Position = position,
        };
        chunk.Hold(lines);
        db.Add(chunk);
    }

    /// <summary>Has the chunk hold these lines from the next save on, whether it is there or not.</summary>
    public async Task PutAsync(
        Guid jobId,
        LedgerKind kind,
        int position,
        IReadOnlyList<LedgerLine> lines,
        CancellationToken cancellationToken
    )
    {
        if (await db.FindAsync<LedgerChunk>([jobId, kind, position], cancellationToken) is { } chunk)
        {
            chunk.Hold(lines);
        }
        else
        {
            Add(jobId, kind, position, lines);
        }
    }

    /// <summary>The lines of a chunk, or null when it is not there.</summary>
    public async Task<List<LedgerLine>?> FindAsync(
        Guid jobId,
        LedgerKind kind,
        int position,
        CancellationToken cancellationToken
    )
    {
        var bytes = await Of(jobId, kind)
            .Where(chunk => chunk.Position == position)
            .Select(chunk => chunk.Lines)
            .FirstOrDefaultAsync(cancellationToken);
        return bytes is null ? null : LedgerCodec.Decode(bytes);
    }

    /// <summary>The chunks that hold these lines, if unprocessed, ready to be changed.</summary>
    public Task<List<LedgerChunk>> OpenChunksAsync(
        Guid jobId,
        LedgerKind kind,
        IReadOnlyCollection<long> lines,
        CancellationToken cancellationToken
    )
    {
        var (first, last) = (lines.Min(), lines.Max());
        return db.Set<LedgerChunk>()
            .Where(chunk => chunk.JobId == jobId && chunk.Kind == kind && chunk.Unprocessed > 0)
            .Where(chunk => chunk.FirstLine <= last && chunk.LastLine >= first)
            .OrderBy(chunk => chunk.Position)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The line furthest into the input; null when there is none.</summary>
    public async Task<LedgerLine?> LastAsync(Guid jobId, LedgerKind kind, CancellationToken cancellationToken)
    {
        var bytes = await Of(jobId, kind)
            .OrderByDescending(chunk => chunk.LastLine)
            .Select(chunk => chunk.Lines)
            .FirstOrDefaultAsync(cancellationToken);
        return bytes is null ? null : LedgerCodec.Decode(bytes)[^1];
    }

    /// <summary>Where the first of all lines is; null when there is none.</summary>
    public Task<long?> FirstLineAsync(Guid jobId, LedgerKind kind, CancellationToken cancellationToken) =>
        Of(jobId, kind).MinAsync(chunk => (long?)chunk.FirstLine, cancellationToken);

    /// <summary>The last lines that are wanted before one, in the order of the input, out of one chunk; none when there are none anywhere.</summary>
    public async Task<List<LedgerLine>> ReadBackAsync(
        Guid jobId,
        LedgerKind kind,
        long before,
        Func<LedgerLine, bool> isWanted,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var chunk = await Of(jobId, kind)
                .Where(chunk => chunk.FirstLine < before)
                .OrderByDescending(chunk => chunk.FirstLine)
                .Select(chunk => new { chunk.FirstLine, chunk.Lines })
                .FirstOrDefaultAsync(cancellationToken);
            if (chunk is null)
            {
                return [];
            }

            var lines = LedgerCodec.Decode(chunk.Lines).FindAll(line => line.Line < before && isWanted(line));
            if (lines.Count > 0)
            {
                return lines;
            }

            before = chunk.FirstLine;
        }
    }

    /// <summary>How many chunks there are.</summary>
    public Task<int> CountAsync(Guid jobId, LedgerKind kind, CancellationToken cancellationToken) =>
        Of(jobId, kind).CountAsync(cancellationToken);

    /// <summary>The lines behind one, in the order of the input; chunks without the outcome wanted are not even read.</summary>
    public async IAsyncEnumerable<LedgerLine> ReadAsync(
        Guid jobId,
        LedgerKind kind,
        long afterLine,
        LineOutcome? outcome,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var chunks = Having(Of(jobId, kind), outcome);
        while (true)
        {
            // A chunk at a time rather than one open reader: a slow taker must not hold a connection's transaction open.
            var next = await chunks
                .Where(chunk => chunk.LastLine > afterLine)
                .OrderBy(chunk => chunk.LastLine)
                .Select(chunk => new { chunk.LastLine, chunk.Lines })
                .FirstOrDefaultAsync(cancellationToken);
            if (next is null)
            {
                yield break;
            }

            foreach (var line in LedgerCodec.Decode(next.Lines))
            {
                if (line.Line > afterLine && (outcome is null || line.Outcome == outcome))
                {
                    yield return line;
                }
            }

            afterLine = next.LastLine;
        }
    }

    /// <summary>SHA-256 over all chunks in order: two ledgers with the same lines in the same chunks have the same.</summary>
    public async Task<byte[]> HashAsync(Guid jobId, LedgerKind kind, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var position = -1; ; )
        {
            var after = position;
            var next = await Of(jobId, kind)
                .Where(chunk => chunk.Position > after)
                .OrderBy(chunk => chunk.Position)
                .Select(chunk => new { chunk.Position, chunk.Lines })
                .Take(ChunksAtOnce)
                .ToListAsync(cancellationToken);
            if (next.Count == 0)
            {
                return hash.GetHashAndReset();
            }

            next.ForEach(chunk => hash.AppendData(chunk.Lines));
            position = next[^1].Position;
        }
    }

    /// <summary>Removes a whole ledger in one go.</summary>
    public Task RemoveAsync(Guid jobId, LedgerKind kind, CancellationToken cancellationToken) =>
        Of(jobId, kind).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<LedgerChunk> Of(Guid jobId, LedgerKind kind) =>
        db.Set<LedgerChunk>().AsNoTracking().Where(chunk => chunk.JobId == jobId && chunk.Kind == kind);

    private static IQueryable<LedgerChunk> Having(IQueryable<LedgerChunk> chunks, LineOutcome? outcome) =>
        outcome is not { } wanted
            ? chunks
            : wanted switch
            {
                LineOutcome.Created => chunks.Where(chunk => chunk.Created > 0),
                LineOutcome.Updated => chunks.Where(chunk => chunk.Updated > 0),
                LineOutcome.Unchanged => chunks.Where(chunk => chunk.Unchanged > 0),
                LineOutcome.Duplicate => chunks.Where(chunk => chunk.Duplicate > 0),
                LineOutcome.Rejected => chunks.Where(chunk => chunk.Rejected > 0),
                LineOutcome.Unprocessed => chunks.Where(chunk => chunk.Unprocessed > 0),
                LineOutcome.Deleted => chunks.Where(chunk => chunk.Deleted > 0),
            };
}
