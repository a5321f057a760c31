using System.Text.Json;
using Crm.Api.Access;
using Crm.Api.AttributeDefinitions;
using Crm.Api.Data;
using Crm.Api.Data.Blobs;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Imports.Sources;
using Crm.Api.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Imports;

/// <summary>Runs one import: reads the file, chunk by chunk, and leaves a ledger line for each row in the transaction of its record.</summary>
internal sealed class ImportRun(
    IServiceScopeFactory scopes,
    ResourceCatalog catalog,
    DatabaseEngine engine,
    IOptions<InstallationOptions> installation
) : IJobKind
{
    // Small enough that a single write waiting for its turn hardly notices.
    private const int ChunkRows = 100;

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var job = run.Job;
        var options = JsonSerializer.Deserialize(job.Options, Json.TypeInfo<ImportOptions>())!;
        var settings = ImportSettings.Of(options.Format, installation.Value);
        var target = catalog.Find(options.Resource!)!;
        var fields = ImportPlanner.Map(options, target, catalog);
        var cells = new CellReader(settings, await AttributeTypesAsync(cancellationToken));
        var part = new SourcePart(job.FileName, stop => SpoolAsync(job.BlobId!.Value, stop));
        await using var rows = await RowSources.OpenAsync([part], SourceSettings.Of(options), cancellationToken);
        var findings = JsonSerializer.SerializeToNode(rows.Findings, Json.TypeInfo<ImportFindings>())!.AsObject();
        await run.DescribeAsync(rowsTotal: null, findings, cancellationToken);
        MappedColumns.Check(fields, rows.Columns);
        var mapper = new RowMapper(fields, rows.Columns, cells, new ReferenceResolver());
        var chunks = new ImportChunks(scopes, run, target, options, mapper, engine);
        var later = await FirstPassAsync(rows, chunks, cancellationToken);
        await LaterPassesAsync(later, chunks, cancellationToken);
        await run.CompleteAsync(cancellationToken);
    }

    /// <returns>The rows that name a record which a later row of the file may have made.</returns>
    private static async Task<List<ImportChunk>> FirstPassAsync(
        IRowSource source,
        ImportChunks chunks,
        CancellationToken cancellationToken
    )
    {
        var later = new List<ImportChunk>();
        for (var position = 0; ; position++)
        {
            var rows = new List<SourceRow>(ChunkRows);
            while (rows.Count < ChunkRows && await source.ReadAsync(cancellationToken) is { } row)
            {
                rows.Add(row);
            }

            if (rows.Count == 0)
            {
                return later;
            }

            var left = await chunks.WithoutDoneAsync(new ImportChunk(position, rows), cancellationToken);
            AddWaiting(later, await chunks.RunAsync(left, mayWait: true, cancellationToken));
        }
    }

    /// <summary>Goes over the waiting rows until a pass brings nothing new; then what still waits is rejected.</summary>
    private static async Task LaterPassesAsync(
        List<ImportChunk> later,
        ImportChunks chunks,
        CancellationToken cancellationToken
    )
    {
        var mayWait = true;
        while (later.Count > 0)
        {
            var still = new List<ImportChunk>();
            foreach (var chunk in later)
            {
                AddWaiting(still, await chunks.RunAsync(chunk, mayWait, cancellationToken));
            }

            mayWait = still.Sum(chunk => chunk.Rows.Count) < later.Sum(chunk => chunk.Rows.Count);
            later = still;
        }
    }

    private static void AddWaiting(List<ImportChunk> later, ImportChunk waiting)
    {
        if (waiting.Rows.Count > 0)
        {
            later.Add(waiting);
        }
    }

    private async Task<IReadOnlyDictionary<string, AttributeValueType>> AttributeTypesAsync(
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("import"));
        return await work.Query<AttributeDefinition>()
            .AsNoTracking()
            .ToDictionaryAsync(definition => definition.Key, definition => definition.Type, cancellationToken);
    }

    private async Task<Stream> SpoolAsync(Guid blobId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var file = Spool.Open();
        await BlobStore.CopyToAsync(scope.ServiceProvider.GetRequiredService<CrmDb>(), blobId, file, cancellationToken);
        file.Position = 0;
        return file;
    }
}
