using Crm.Api.Access;
using Crm.Api.ApiKeys;
using Crm.Api.Data;
using Crm.Api.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api;

/// <summary>What an empty database gets on its first start, all in one transaction: an admin key and a pipeline.</summary>
internal static class FirstStart
{
    public static async Task FillEmptyDatabaseAsync(this IServiceProvider services, string folder, ILogger logger)
    {
        await using var scope = services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("first start"));
        await work.BeginAsync(CancellationToken.None);
        if (await work.Db.ApiKeys.AnyAsync())
        {
            return;
        }

        var key = work.AddFirstKey();
        work.AddFirstPipeline();
        await work.Db.SaveChangesAsync();
        // The file before the commit: a start that fails between them is simply the first start again.
        await FirstKey.WriteAsync(key, folder, logger);
        await work.CommitAsync(CancellationToken.None);
    }
}
