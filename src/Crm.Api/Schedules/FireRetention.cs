using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Schedules;

/// <summary>Forgets fires as long after they were as jobs lose their results.</summary>
internal sealed class FireRetention(IServiceScopeFactory scopes, IOptions<JobOptions> options)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("retention"));
        var before = work.Now.AddDays(-options.Value.RetentionDays);
        var old = work.Db.Set<ScheduleFire>().Where(fire => fire.FireTime < before);
        if (await old.AnyAsync(cancellationToken))
        {
            await work.BeginAsync(cancellationToken);
            await old.ExecuteDeleteAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }
}
