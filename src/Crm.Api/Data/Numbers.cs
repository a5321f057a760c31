using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>
/// Hands out the numbers people say aloud: never the same twice, gaps allowed. On a shared database a block is reserved outside the
/// caller's transaction, so that two nodes creating records do not wait for each other.
/// </summary>
internal sealed class Numbers(DatabaseEngine engine, IServiceScopeFactory scopes) : IDisposable
{
    private const int BlockSize = 50;

    private readonly ConcurrentDictionary<string, NumberBlock> _blocks = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reserving = new(1, 1);

    /// <summary>The next numbers of the series, for the caller to use up.</summary>
    public async ValueTask<NumberBlock> ReserveAsync(
        CrmDb db,
        string series,
        int count,
        CancellationToken cancellationToken
    )
    {
        if (!engine.IsShared)
        {
            return await DrawAsync(db, series, count, cancellationToken);
        }

        await _reserving.WaitAsync(cancellationToken);
        try
        {
            var block = _blocks.GetValueOrDefault(series);
            if (block.Left < count)
            {
                await using var scope = scopes.CreateAsyncScope();
                var own = scope.ServiceProvider.GetRequiredService<CrmDb>();
                block = await DrawAsync(own, series, Math.Max(count, BlockSize), cancellationToken);
            }

            _blocks[series] = block with { Next = block.Next + count };
            return block with { End = block.Next + count };
        }
        finally
        {
            _reserving.Release();
        }
    }

    public void Dispose() => _reserving.Dispose();

    private async Task<NumberBlock> DrawAsync(CrmDb db, string series, int count, CancellationToken cancellationToken)
    {
        var reserved = await db
            .Database.SqlQueryRaw<long>(engine.ReserveNumbersSql, series, count)
            .ToListAsync(cancellationToken);
        return new NumberBlock(reserved[0], reserved[0] + count);
    }
}

/// <summary>Numbers that are nobody else's, from the next one to before the end.</summary>
internal readonly record struct NumberBlock(long Next, long End)
{
    public long Left => End - Next;
}
