using Crm.Api.Access;
using Crm.Api.ApiKeys;
using Crm.Api.Data.Blobs;
using Crm.Api.Http.Idempotency;
using Crm.Api.Jobs;
using Crm.Api.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data.Maintenance;

/// <summary>What the service does by itself about once a minute: note when keys were used, forget old answers, results and fires, empty the trash.</summary>
internal sealed partial class MaintenanceRunner(
    IServiceScopeFactory scopes,
    KeyRing ring,
    TrashPurge purge,
    JobRetention jobs,
    FireRetention fires,
    BlobSweep blobs,
    ILogger<MaintenanceRunner> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Does everything that is due by the service's clock.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await WriteKeyUsesAsync(cancellationToken);
        await ForgetAnswersAsync(cancellationToken);
        await purge.RunAsync(cancellationToken);
        await jobs.RunAsync(cancellationToken);
        await fires.RunAsync(cancellationToken);
        await blobs.RunAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be away for a while; the next minute tries again.
                MaintenanceFailed(logger, failure);
            }
        }
    }

    private async Task WriteKeyUsesAsync(CancellationToken cancellationToken)
    {
        var uses = ring.TakeUses();
        if (uses.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("maintenance"));
        await work.BeginAsync(cancellationToken);
        var keyIds = uses.Select(use => use.KeyId).ToList();
        var known = await work
            .Db.ApiKeys.Where(key => keyIds.Contains(key.Id))
            .Include(key => key.Use)
            .ToDictionaryAsync(key => key.Id, key => key.Use, cancellationToken);
        foreach (var (keyId, time) in uses.Where(use => known.ContainsKey(use.KeyId)))
        {
            if (known[keyId] is { } use)
            {
                use.LastUseTime = time > use.LastUseTime ? time : use.LastUseTime;
            }
            else
            {
                work.Db.Add(new KeyUse { KeyId = keyId, LastUseTime = time });
            }
        }

        await work.Db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task ForgetAnswersAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("maintenance"));
        var old = work.Db.Set<IdempotentAnswer>().Where(answer => answer.Time < work.Now - StoredAnswers.Kept);
        if (await old.AnyAsync(cancellationToken))
        {
            await work.BeginAsync(cancellationToken);
            await old.ExecuteDeleteAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Maintenance failed and will be tried again in a minute.")]
    private static partial void MaintenanceFailed(ILogger logger, Exception failure);
}
