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

    private readonly ConcurrentDictionary<string, Block> _blocks = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reserving = new(1, 1);

    public async ValueTask<long> NextAsync(CrmDb db, string series, CancellationToken cancellationToken)
    {
        if (!engine.IsShared)
        {
            return await ReserveAsync(db, series, 1, cancellationToken);
        }

        await _reserving.WaitAsync(cancellationToken);
        try
        {
            if (!_blocks.TryGetValue(series, out var block) || block.Next == block.End)
            {
                await using var scope = scopes.CreateAsyncScope();
                var own = scope.ServiceProvider.GetRequiredService<CrmDb>();
                var first = await ReserveAsync(own, series, BlockSize, cancellationToken);
                block = new Block(first, first + BlockSize);
            }

            _blocks[series] = block with { Next = block.Next + 1 };
            return block.Next;
        }
        finally
        {
            _reserving.Release();
        }
    }

    public void Dispose() => _reserving.Dispose();

    private async Task<long> ReserveAsync(CrmDb db, string series, int count, CancellationToken cancellationToken)
    {
        var reserved = await db
            .Database.SqlQueryRaw<long>(engine.ReserveNumbersSql, series, count)
            .ToListAsync(cancellationToken);
        return reserved[0];
    }

    private readonly record struct Block(long Next, long End);
}
