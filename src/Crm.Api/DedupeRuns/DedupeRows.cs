using Crm.Api.Data;
using Crm.Api.Jobs.Results;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeRuns;

/// <summary>Removes what a run found, in small transactions.</summary>
internal sealed class DedupeRows : IJobFindings
{
    private const int RowsAtOnce = 20_000;

    public async Task<bool> RemoveSomeAsync(Work work, Guid jobId, CancellationToken cancellationToken)
    {
        var pairs = work.Db.Set<DedupePair>().Where(pair => pair.RunId == jobId);
        if (await pairs.MinAsync(pair => (int?)pair.Number, cancellationToken) is { } number)
        {
            await pairs.Where(pair => pair.Number < number + RowsAtOnce).ExecuteDeleteAsync(cancellationToken);
            return true;
        }

        var members = work.Db.Set<DedupeMember>().Where(member => member.RunId == jobId);
        if (await members.MinAsync(member => (int?)member.Cluster, cancellationToken) is { } cluster)
        {
            await members.Where(member => member.Cluster < cluster + RowsAtOnce).ExecuteDeleteAsync(cancellationToken);
            return true;
        }

        var models = work.Db.Set<DedupeModel>().Where(model => model.RunId == jobId);
        return await models.ExecuteDeleteAsync(cancellationToken) > 0;
    }
}
