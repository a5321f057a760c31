using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Imports;

/// <summary>
/// Goes over the file: once for all rows, and again for those that had to wait for a record of the same file, until a pass settles
/// nothing more. Rows that the ledger has are not done twice, so a job that was stopped anywhere goes on where it was.
/// </summary>
/// <param name="mayWait">True when rows may refer to records of the same file.</param>
/// <param name="openSource">Begins to read the file from its beginning.</param>
/// <param name="ledger">What is done.</param>
/// <param name="saver">Does the rest.</param>
internal sealed class ImportPasses(
    bool mayWait,
    Func<CancellationToken, Task<MappedSource>> openSource,
    ImportLedger ledger,
    ChunkSaver saver
)
{
    private const int ChunksAhead = 2;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await FirstPassAsync(cancellationToken);
        var rowsMayWait = mayWait;
        var waiting = await ledger.WaitingAsync(cancellationToken);
        while (waiting.Count > 0)
        {
            await LaterPassAsync(waiting, rowsMayWait, cancellationToken);
            var still = await ledger.WaitingAsync(cancellationToken);
            rowsMayWait = still.Count < waiting.Count;
            waiting = still;
        }
    }

    private async Task FirstPassAsync(CancellationToken cancellationToken)
    {
        await using var done = ledger.DoneLines(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var planned = ledger.PlannedLines(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await foreach (var rows in ChunksAsync(cancellationToken))
        {
            var open = new List<MappedRow>(rows.Count);
            foreach (var row in rows)
            {
                row.Planned = await LineOfAsync(planned, row.Line);
                if (await LineOfAsync(done, row.Line) is { } line)
                {
                    saver.Remember(row, line);
                }
                else
                {
                    open.Add(row);
                }
            }

            if (open.Count > 0)
            {
                await saver.AddAsync(open, mayWait, cancellationToken);
            }
        }
    }

    private async Task LaterPassAsync(
        IReadOnlyList<LedgerLine> waiting,
        bool rowsMayWait,
        CancellationToken cancellationToken
    )
    {
        await using var planned = ledger.PlannedLines(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var wanted = waiting.Select(line => line.Line).ToHashSet();
        var ready = new List<MappedRow>();
        await foreach (var rows in ChunksAsync(cancellationToken))
        {
            foreach (var row in rows.Where(row => wanted.Remove(row.Line)))
            {
                row.Planned = await LineOfAsync(planned, row.Line);
                ready.Add(row);
            }

            if (ready.Count >= saver.ChunkRows || wanted.Count == 0)
            {
                await saver.SettleAsync(ready, rowsMayWait, cancellationToken);
                ready = [];
            }

            if (wanted.Count == 0)
            {
                return;
            }
        }
    }

    /// <summary>Rows are read and mapped on another core while the chunk before them is being written.</summary>
    private async IAsyncEnumerable<IReadOnlyList<MappedRow>> ChunksAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<IReadOnlyList<MappedRow>>(ChunksAhead);
        var reading = Task.Run(() => ReadAsync(ahead.Writer, end.Token), CancellationToken.None);
        try
        {
            await foreach (var rows in ahead.Reader.ReadAllAsync(cancellationToken))
            {
                yield return rows;
            }
        }
        finally
        {
            await end.CancelAsync();
            await reading;
        }
    }

    /// <summary>What goes wrong here comes out where the chunks are taken.</summary>
    private async Task ReadAsync(ChannelWriter<IReadOnlyList<MappedRow>> ahead, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = await openSource(cancellationToken);
            var rows = new List<MappedRow>(saver.ChunkRows);
            while (await source.ReadAsync(cancellationToken) is { } row)
            {
                rows.Add(row);
                if (rows.Count >= saver.ChunkRows)
                {
                    await ahead.WriteAsync(rows, cancellationToken);
                    rows = new List<MappedRow>(saver.ChunkRows);
                }
            }

            await ahead.WriteAsync(rows, cancellationToken);
            ahead.Complete();
        }
#pragma warning disable CA1031 // Handed on through the channel.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            ahead.Complete(failure);
        }
    }

    /// <summary>Both come in the order of the file, so the wanted line is the next one or is not there.</summary>
    private static async ValueTask<LedgerLine?> LineOfAsync(IAsyncEnumerator<LedgerLine> lines, long line)
    {
        while (lines.Current is null || lines.Current.Line < line)
        {
            if (!await lines.MoveNextAsync())
            {
                return null;
            }
        }

        return lines.Current.Line == line ? lines.Current : null;
    }
}
