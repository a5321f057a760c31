using Crm.Api.Access;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs;
using Crm.Api.Schedules;

namespace Crm.Api.Exports;

/// <summary>The routes of exports.</summary>
internal static class ExportEndpoints
{
    public const string Scope = "exports:run";

    private const string PackedType = "application/gzip";

    public static void AddExports(this IServiceCollection services)
    {
        services.AddSingleton<ExportStart>();
        services.AddScheduledStart<ExportStart>(JobKind.Export);
        services.AddJobKind<ExportRun>(JobKind.Export);
    }

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var exports = routes.MapGroup("/exports").WithTags("Exports");
        exports
            .MapPost("", CreateExport.Handle)
            .WithName(nameof(CreateExport))
            .WithSummary("Export records to a file")
            .WithDescription(
                "Writes the records of a filter to a file, all as they were at one moment. The answer is a job: ask for it at "
                    + "`Operation-Location`; its rows are counted as `unchanged`, and when it is `completed`, the file lies at "
                    + "`/v1/exports/{id}/file`. Also needs the scope to read the records.\n\n"
                    + "A file says by itself that it is whole: NDJSON by its last line `{\"_end\":true,\"rows\":N}`, CSV by a column "
                    + "`_end` that is empty but in the last record, which holds nothing but the number of rows there. Importing the file "
                    + "in mode `update` with `matchOn: [\"id\"]` reports every row `unchanged`."
            )
            .Changes(Scope)
            .ProducesProblems(413, 415, 422)
            .AnswersJob();
        exports
            .MapGet("/{id}/file", GetExportFile.Handle)
            .WithName(nameof(GetExportFile))
            .WithSummary("Get the file of an export")
            .WithDescription(
                "The file as an attachment; its `ETag` is made of its SHA-256. Needs the scope to read the records, too."
            )
            .Requires(Scope)
            .Takes()
            .ProducesProblems(400, 401, 403, 404, 409, 410)
            .WithMetadata(
                new ProducesResponseTypeMetadata(
                    200,
                    typeof(Stream),
                    [StreamFormat.CsvType, StreamFormat.NdjsonType, StreamFormat.XlsxType, PackedType]
                )
            )
            .WithMetadata(new ProducesResponseTypeMetadata(304, typeof(void)));
    }
}
