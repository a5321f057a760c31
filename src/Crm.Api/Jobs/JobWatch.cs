namespace Crm.Api.Jobs;

/// <summary>Has a job stop soon also where it is long at something and writes nothing.</summary>
internal static class JobWatch
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.5);

    /// <summary>Does something on another thread, and cancels it when the job is not this node's any more.</summary>
    /// <exception cref="JobStopped">It was cancelled for that reason.</exception>
    public static async Task<T> WatchedAsync<T>(
        this JobRun run,
        Func<CancellationToken, T> work,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = Task.Run(() => work(stop.Token), stop.Token);
        try
        {
            while (await Task.WhenAny(working, Task.Delay(LookEvery, cancellationToken)) != working)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!await IsMineAsync(run, cancellationToken))
                {
                    throw new JobStopped();
                }
            }

            return await working;
        }
        finally
        {
            await stop.CancelAsync();
            // It is not left running beside what this node does next.
            await Task.WhenAny(working);
        }
    }

    private static async Task<bool> IsMineAsync(JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await run.IsMineAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A look that failed says nothing; trouble that lasts, the lease meets.
            return true;
        }
    }
}
