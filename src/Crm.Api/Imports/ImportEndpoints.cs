using Crm.Api.Access;
using Crm.Api.Http;
using Crm.Api.Imports.Proposals;
using Crm.Api.Jobs;

namespace Crm.Api.Imports;

/// <summary>The routes of imports.</summary>
internal static class ImportEndpoints
{
    public static void AddImports(this IServiceCollection services) => services.AddJobKind<ImportRun>(JobKind.Import);

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/imports").WithTags("Imports");
        imports
            .MapPost("", CreateImport.Handle)
            .WithName(nameof(CreateImport))
            .WithSummary("Import a file")
            .WithDescription(
                "Takes a file and says how its columns become records. The answer is a job: ask for it at `Operation-Location`, "
                    + "and for what became of each row at `/v1/jobs/{id}/lines`. Also needs the scope to write the records."
            )
            .Changes("imports:run")
            .ProducesProblems(413, 415, 422)
            .WithMetadata(new ProducesResponseTypeMetadata(202, typeof(JobResponse), [BodyReader.JsonType]));
        imports
            .MapPost("/propose-mapping", ProposeMapping.Handle)
            .WithName(nameof(ProposeMapping))
            .WithSummary("Propose a mapping for a file")
            .WithDescription(
                "Finds the field for each column by its header, in several languages, and by what the first rows look like. "
                    + "Changes nothing."
            )
            .Requires("imports:run")
            .Takes()
            .ProducesProblems(400, 401, 403, 413, 415, 422);
        imports
            .MapPost("/{id}/plan", PlanImport.Handle)
            .WithName(nameof(PlanImport))
            .WithSummary("Plan an import")
            .WithDescription(
                "Reads the whole file and changes nothing. When the job is `planned`, its `plan` says what would become of the rows, and "
                    + "`/v1/jobs/{id}/lines?phase=plan` says it of each. Any plan made before is gone."
            )
            .Changes("imports:run")
            .ProducesProblems(404, 409)
            .WithMetadata(new ProducesResponseTypeMetadata(202, typeof(JobResponse), [BodyReader.JsonType]));
        imports
            .MapPost("/{id}/apply", ApplyJob.Handle)
            .WithName("ApplyImport")
            .WithSummary("Apply an import")
            .WithDescription(
                "Does what the plan says and nothing beyond it: a record that was changed since is left alone (`unprocessed`, `stale`), a "
                    + "key that appeared since makes its row a `duplicate`. Needs the scope to write the records, too."
            )
            .Changes("imports:run")
            .ProducesProblems(404, 409)
            .WithMetadata(new ProducesResponseTypeMetadata(202, typeof(JobResponse), [BodyReader.JsonType]));
    }
}
