using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Kernel;

namespace Crm.Api.Duplicates;

/// <summary>
/// Has the keys made of customers that have none, or those of an earlier version: once, soon after the start, and on SQLite again beside
/// an import, which leaves them to this. Whoever is changed has them made on the way. Stopped, it goes on at the next start.
/// </summary>
internal sealed partial class CustomerKeySweep(
    IServiceScopeFactory scopes,
    MissingKeys missing,
    ILogger<CustomerKeySweep> logger
) : BackgroundService
{
    /// <summary>Looking through all customers takes a core for seconds that whoever starts the service waits for.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly WakeSignal _wake = new();
    private readonly Lock _debt = new();

    // What an earlier process has left is not known, so all customers are looked at first.
    private Guid? _owedFrom = Guid.Empty;
    private int _owed;

    /// <summary>Takes note of new customers that come without keys.</summary>
    public void Owe(IReadOnlyList<Record> customers)
    {
        lock (_debt)
        {
            var first = customers.Min(customer => customer.Id);
            _owedFrom = _owedFrom is { } from && from < first ? from : first;
            _owed += customers.Count;
            if (_owed >= MissingKeys.SortedAtOnce)
            {
                _owed = 0;
                _wake.Give();
            }
        }
    }

    /// <summary>Makes all that are owed.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (await TakeAsync(cancellationToken) is { } from)
            {
                await PayAsync(from, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _wake.WaitAsync(AfterStart, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be away, or another node makes the same keys.
                SweepFailed(logger, failure);
            }

            await _wake.WaitAsync(Pause, stoppingToken);
        }
    }

    /// <summary>Taken while nobody else writes on SQLite: customers that are owed for but not committed yet would be missed for ever.</summary>
    private async Task<Guid?> TakeAsync(CancellationToken cancellationToken)
    {
        lock (_debt)
        {
            if (_owedFrom is null)
            {
                return null;
            }
        }

        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("duplicates"));
        await work.BeginPatientlyAsync(cancellationToken);
        lock (_debt)
        {
            var from = _owedFrom;
            (_owedFrom, _owed) = (null, 0);
            return from;
        }
    }

    private async Task PayAsync(Guid from, CancellationToken cancellationToken)
    {
        try
        {
            if (await missing.MakeAsync(from, cancellationToken) is > 0 and var made)
            {
                KeysMade(logger, made);
            }
        }
        catch
        {
            lock (_debt)
            {
                _owedFrom = _owedFrom < from ? _owedFrom : from;
            }

            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the keys to find {Customers} customers again by.")]
    private static partial void KeysMade(ILogger logger, int customers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Making the keys of customers failed and will be tried again.")]
    private static partial void SweepFailed(ILogger logger, Exception failure);
}
