using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.Imports;

/// <summary>The routes of imports.</summary>
internal static class ImportEndpoints
{
    public static void AddImports(this IServiceCollection services) => services.AddJobKind<ImportRun>(JobKind.Import);

    public static void MapImports(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/imports", CreateImport.Handle)
            .WithTags("Imports")
            .WithName(nameof(CreateImport))
            .WithSummary("Import a file")
            .WithDescription(
                "Takes a CSV and says how its columns become records. The answer is a job: ask for it at `Operation-Location`, "
                    + "and for what became of each row at `/v1/jobs/{id}/lines`. Also needs the scope to write the records."
            )
            .Changes("imports:run")
            .ProducesProblems(413, 415, 422)
            .WithMetadata(new ProducesResponseTypeMetadata(202, typeof(JobResponse), [BodyReader.JsonType]));
}
