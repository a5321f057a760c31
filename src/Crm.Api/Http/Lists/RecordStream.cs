using System.Threading.Channels;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Lists;

/// <summary>Writes a whole list: on one core pages are read, on another they are written.</summary>
internal sealed class RecordStream<TEntity, TForm, TResponse>(PageReader<TEntity, TForm, TResponse> reader)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    private const int RowsAtOnce = 1000;
    private const int PagesAhead = 2;

    /// <returns>How many there were.</returns>
    /// <param name="rows">Where to.</param>
    /// <param name="progress">Told after each page how many are written so far, and at the end once more.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<long> WriteAsync(
        IRecordRows<TResponse> rows,
        Func<long, bool, Task> progress,
        CancellationToken cancellationToken
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<IEnumerable<TResponse>>(PagesAhead);
        var reading = Task.Run(() => ReadAsync(ahead.Writer, end.Token), CancellationToken.None);
        var written = 0L;
        try
        {
            await foreach (var page in ahead.Reader.ReadAllAsync(cancellationToken))
            {
                foreach (var item in page)
                {
                    rows.Write(item);
                    written++;
                }

                await progress(written, false);
            }
        }
        finally
        {
            await end.CancelAsync();
            await reading;
        }

        rows.End(written);
        await progress(written, true);
        return written;
    }

    /// <summary>What goes wrong here comes out where the pages are taken.</summary>
    private async Task ReadAsync(ChannelWriter<IEnumerable<TResponse>> ahead, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<string?>? position = null;
            do
            {
                var (items, next) = await reader.ReadAheadAsync(position, RowsAtOnce, cancellationToken);
                await ahead.WriteAsync(items, cancellationToken);
                position = next;
            } while (position is not null);

            ahead.Complete();
        }
#pragma warning disable CA1031 // Handed on through the channel.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            ahead.Complete(failure);
        }
    }
}
