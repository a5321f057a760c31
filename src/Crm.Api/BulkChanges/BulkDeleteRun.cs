using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.BulkChanges;

/// <summary>Plans and applies a bulk delete.</summary>
internal sealed class BulkDeleteRun(IServiceScopeFactory scopes, DatabaseEngine engine, ResourceCatalog catalog)
    : BulkChangeRun(scopes, engine, catalog)
{
    protected override BulkDeleteRequest OptionsOf(Job job) =>
        JsonSerializer.Deserialize(job.Options, Json.TypeInfo<BulkDeleteRequest>())!;

    protected override async Task ChangeAsync(
        JobRun run,
        IReadOnlyList<ChangeRow> rows,
        IRecordChunk chunk,
        ChangeLines lines,
        CancellationToken cancellationToken
    )
    {
        if (!run.IsPlanning)
        {
            await chunk.TrackAsync([.. rows.Select(row => row.Id)], cancellationToken);
        }

        foreach (var row in rows)
        {
            try
            {
                await (
                    run.IsPlanning
                        ? chunk.CheckDeleteAsync(row.Id, cancellationToken)
                        : chunk.DeleteAsync(row.Id, cancellationToken)
                );
            }
            catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
            {
                lines.Add(ChangeLines.Rejected(row, rejected, chunk.VersionOf(row.Id)!.Value));
            }
        }

        await chunk.SaveAsync(cancellationToken);
        foreach (var row in rows.Where(row => !lines.Has(row)))
        {
            lines.Add(row, LineOutcome.Deleted, chunk.SavedVersionOf(row.Id));
        }
    }
}
