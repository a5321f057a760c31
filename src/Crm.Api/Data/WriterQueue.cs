using System.Diagnostics;
using Crm.Api.Metrics;

namespace Crm.Api.Data;

/// <summary>
/// Lets one writer in at a time; who waits too long is told so. Whoever writes single records goes before jobs and other work with time, of
/// which several may wait, each with a transaction a hundred times as long; but not for ever.
/// </summary>
internal sealed class WriterQueue(TimeSpan patience)
{
    /// <summary>So many may go before one that has time.</summary>
    private const int MostBefore = 8;

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _hurried = [];
    private readonly Queue<TaskCompletionSource> _patient = [];
    private bool _isTaken;
    private int _before;

    /// <summary>Waits for the turn, which ends when the answer is disposed.</summary>
    /// <param name="isPatient">True for work that has time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DatabaseBusy">The turn did not come in time.</exception>
    public async ValueTask<IDisposable> EnterAsync(bool isPatient, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        if (TakeOrQueue(isPatient) is { } place)
        {
            await WaitAsync(place, cancellationToken);
        }

        CrmMetrics.WriteWait.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        return new Turn(this);
    }

    /// <returns>The place in the queue, or null when the turn was free.</returns>
    private TaskCompletionSource? TakeOrQueue(bool isPatient)
    {
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return null;
            }

            var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (isPatient ? _patient : _hurried).Enqueue(place);
            return place;
        }
    }

    private async Task WaitAsync(TaskCompletionSource place, CancellationToken cancellationToken)
    {
        try
        {
            await place.Task.WaitAsync(patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            GiveUp(place);
            throw new DatabaseBusy();
        }
        catch (OperationCanceledException)
        {
            GiveUp(place);
            throw;
        }
    }

    private void GiveUp(TaskCompletionSource place)
    {
        if (!place.TrySetCanceled(CancellationToken.None))
        {
            // The turn came just then.
            HandOn();
        }
    }

    private void HandOn()
    {
        lock (_lock)
        {
            while (Next() is { } place)
            {
                if (place.TrySetResult())
                {
                    return;
                }
            }

            _isTaken = false;
        }
    }

    private TaskCompletionSource? Next()
    {
        var isPatient = _patient.Count > 0 && (_hurried.Count == 0 || _before == MostBefore);
        _before = isPatient || _patient.Count == 0 ? 0 : _before + 1;
        return (isPatient ? _patient : _hurried).TryDequeue(out var place) ? place : null;
    }

    private sealed class Turn(WriterQueue queue) : IDisposable
    {
        private bool _ended;

        public void Dispose()
        {
            if (!_ended)
            {
                _ended = true;
                queue.HandOn();
            }
        }
    }
}

/// <summary>The wait for a turn to write took too long; the caller may try again.</summary>
internal sealed class DatabaseBusy() : Exception("The database is busy.");
