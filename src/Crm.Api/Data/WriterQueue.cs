using System.Diagnostics;
using Crm.Api.Metrics;

namespace Crm.Api.Data;

/// <summary>Lets one writer in at a time, in the order they came; who waits too long is told so.</summary>
internal sealed class WriterQueue(TimeSpan patience) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _lastWait = long.MinValue;

    /// <summary>How long ago a writer came who could not write at once.</summary>
    public TimeSpan SinceSomebodyWaited =>
        Volatile.Read(ref _lastWait) is > long.MinValue and var last
            ? Stopwatch.GetElapsedTime(last)
            : TimeSpan.MaxValue;

    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        if (!_turn.Wait(TimeSpan.Zero, cancellationToken))
        {
            Volatile.Write(ref _lastWait, start);
            if (!await _turn.WaitAsync(patience, cancellationToken))
            {
                throw new DatabaseBusy();
            }
        }

        CrmMetrics.WriteWait.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim _turn) : IDisposable
    {
        private bool _ended;

        public void Dispose()
        {
            if (!_ended)
            {
                _ended = true;
                _turn.Release();
            }
        }
    }
}

/// <summary>The wait for a turn to write took too long; the caller may try again.</summary>
internal sealed class DatabaseBusy() : Exception("The database is busy.");
