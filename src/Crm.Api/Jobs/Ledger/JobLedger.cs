using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs.Ledger;

/// <summary>Ledgers in the database: stored per chunk, read per line.</summary>
internal sealed class JobLedger(CrmDb db)
{
    private const int ChunksAtOnce = 16;

    /// <summary>Adds lines behind those that are there to what is saved next; nothing for no lines.</summary>
    public async Task<LedgerCounts> AppendAsync(
        Guid jobId,
        LedgerKind kind,
        IReadOnlyList<LedgerLine> lines,
        CancellationToken cancellationToken
    )
    {
        if (lines.Count == 0)
        {
            return default;
        }

        var last = await Of(jobId, kind).MaxAsync(chunk => (int?)chunk.Position, cancellationToken);
        var chunk = new LedgerChunk
        {
            JobId = jobId,
            Kind = kind,
            Position = last + 1 ?? 0,
        };
        chunk.Hold(lines);
        db.Add(chunk);
        return LedgerCounts.Of(lines);
    }

    /// <summary>
    /// Puts lines in the place of unprocessed ones. They may lie in many chunks; each of those is written again with what is saved next.
    /// </summary>
    /// <returns>The difference to the counts before.</returns>
    public async Task<LedgerCounts> SettleAsync(
        Guid jobId,
        LedgerKind kind,
        IReadOnlyList<LedgerLine> settled,
        CancellationToken cancellationToken
    )
    {
        var news = settled.ToDictionary(line => line.Line);
        var (first, last) = (news.Keys.Min(), news.Keys.Max());
        var chunks = await db.Set<LedgerChunk>()
            .Where(chunk => chunk.JobId == jobId && chunk.Kind == kind && chunk.Unprocessed > 0)
            .Where(chunk => chunk.FirstLine <= last && chunk.LastLine >= first)
            .ToListAsync(cancellationToken);
        var added = default(LedgerCounts);
        foreach (var chunk in chunks)
        {
            var before = LedgerCodec.Decode(chunk.Lines);
            var after = before.ConvertAll(line => news.GetValueOrDefault(line.Line, line));
            chunk.Hold(after);
            added += LedgerCounts.Of(after) - LedgerCounts.Of(before);
        }

        return added;
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

    /// <summary>Whether there are lines at all.</summary>
    public Task<bool> AnyAsync(Guid jobId, LedgerKind kind, CancellationToken cancellationToken) =>
        Of(jobId, kind).AnyAsync(cancellationToken);

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
