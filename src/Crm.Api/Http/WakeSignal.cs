using System.Threading.Channels;

namespace Crm.Api.Http;

/// <summary>Wakes something that waits in the background. However often it is given meanwhile, it wakes once.</summary>
internal sealed class WakeSignal
{
    private readonly Channel<bool> _given = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Give() => _given.Writer.TryWrite(true);

    /// <summary>Gives it once the answer has left, and with it the commit.</summary>
    public void GiveAfter(HttpContext http) =>
        http.Response.OnCompleted(() =>
        {
            Give();
            return Task.CompletedTask;
        });

    /// <summary>Waits for it, but not for ever; why the wait ended, whoever waits has to see.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(atMost);
        try
        {
            await _given.Reader.ReadAsync(time.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look again, or to stop.
        }
    }
}
