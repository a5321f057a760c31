using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.BulkChanges;

/// <summary>Plans and applies a bulk update.</summary>
internal sealed class BulkUpdateRun(IServiceScopeFactory scopes, DatabaseEngine engine, ResourceCatalog catalog)
    : BulkChangeRun(scopes, engine, catalog)
{
    protected override BulkUpdateRequest OptionsOf(Job job) =>
        JsonSerializer.Deserialize(job.Options, Json.TypeInfo<BulkUpdateRequest>())!;

    protected override async Task ChangeAsync(
        JobRun run,
        IReadOnlyList<ChangeRow> rows,
        IRecordChunk chunk,
        ChangeLines lines,
        CancellationToken cancellationToken
    )
    {
        var options = OptionsOf(run.Job);
        var updates = new List<(ChangeRow Row, object Form)>();
        foreach (var row in rows)
        {
            var version = chunk.VersionOf(row.Id)!.Value;
            try
            {
                var lists = options.MultiValue ?? ListMerge.Replace;
                if (
                    await chunk.PatchAsync(row.Id, options.Patch!, lists, isAnswer: false, cancellationToken) is
                    { } form
                )
                {
                    updates.Add((row, form));
                }
                else
                {
                    lines.Add(row, LineOutcome.Unchanged, version);
                }
            }
            catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
            {
                lines.Add(ChangeLines.Rejected(row, rejected, version));
            }
        }

        if (run.IsPlanning)
        {
            updates.ForEach(update =>
                lines.Add(update.Row, LineOutcome.Updated, chunk.VersionOf(update.Row.Id)!.Value)
            );
        }
        else
        {
            await SaveAsync(updates, chunk, lines, cancellationToken);
        }
    }

    private static async Task SaveAsync(
        List<(ChangeRow Row, object Form)> updates,
        IRecordChunk chunk,
        ChangeLines lines,
        CancellationToken cancellationToken
    )
    {
        await chunk.TrackAsync([.. updates.Select(update => update.Row.Id)], cancellationToken);
        foreach (var (row, form) in updates)
        {
            try
            {
                await chunk.UpdateAsync(row.Id, form, cancellationToken);
            }
            catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
            {
                lines.Add(ChangeLines.Rejected(row, rejected, chunk.VersionOf(row.Id)!.Value));
            }
        }

        var changed = chunk.Changed();
        await chunk.SaveAsync(cancellationToken);
        foreach (var (row, _) in updates.Where(update => !lines.Has(update.Row)))
        {
            var outcome = changed.Contains(row.Id) ? LineOutcome.Updated : LineOutcome.Unchanged;
            lines.Add(row, outcome, chunk.SavedVersionOf(row.Id));
        }
    }
}
