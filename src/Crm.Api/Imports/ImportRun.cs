using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Data.Following;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Imports.Sources;
using Crm.Api.Jobs;
using Microsoft.Extensions.Options;

namespace Crm.Api.Imports;

/// <summary>Plans an import, applies its plan, or, where none was asked for, decides and applies chunk by chunk.</summary>
internal sealed class ImportRun(
    IServiceScopeFactory scopes,
    ResourceCatalog catalog,
    DatabaseEngine engine,
    IEnumerable<RecordFollower> followers,
    IOptions<InstallationOptions> installation
) : IJobKind
{
    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var import = await OpenAsync(run.Job, cancellationToken);
        if (import.Duplicates.Policy != DuplicatePolicy.Allow)
        {
            await PrepareToCompareAsync(run, cancellationToken);
        }

        var references = new ReferenceResolver();
        var matcher = new RowMatcher(import);
        var decider = new RowDecider(import, references, matcher);
        var saver = new ChunkSaver(import, run, decider, references, engine);
        var passes = new ImportPasses(
            import.SelfReferenceKeys.Count > 0,
            token => SourceAsync(import, matcher, run, token),
            new ImportLedger(scopes, run),
            saver
        );
        await passes.RunAsync(cancellationToken);
        if (!run.IsPlanning)
        {
            await CatchUpAsync(cancellationToken);
        }

        await run.FinishAsync(cancellationToken);
    }

    private async Task PrepareToCompareAsync(JobRun run, CancellationToken cancellationToken)
    {
        // Another import, which was stopped, may have left customers that cannot be found yet.
        await CatchUpAsync(cancellationToken);
        if (run.IsPlanning)
        {
            // Rows are compared with those before them, and what a plan that was stopped would have made of those is stored nowhere.
            await run.BeginLedgerAgainAsync(cancellationToken);
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (var follower in followers)
        {
            await follower.CatchUpAsync(cancellationToken);
        }
    }

    private async Task<ImportContext> OpenAsync(Job job, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("import"));
        return await ImportContext.OpenAsync(job, catalog, installation.Value, work, cancellationToken);
    }

    private async Task<MappedSource> SourceAsync(
        ImportContext import,
        RowMatcher matcher,
        JobRun run,
        CancellationToken cancellationToken
    )
    {
        var source = await ImportFiles.OpenAsync(run.Job, import.Options, scopes, cancellationToken);
        var fields = new RowFields(import, source);
        var findings = JsonSerializer.SerializeToNode(source.Findings, Json.TypeInfo<ImportFindings>())!.AsObject();
        findings["ignoredColumns"] = new JsonArray([.. fields.Ignored.Select(column => (JsonNode)column)]);
        await run.DescribeAsync(rowsTotal: null, findings, cancellationToken);
        return new MappedSource(source, new RowMapper(import, fields, matcher));
    }
}
