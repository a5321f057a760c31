using Crm.Api.Access;
using Crm.Api.Http;
using Crm.Api.Imports.Proposals;
using Crm.Api.Jobs;
using Microsoft.AspNetCore.Http.Metadata;

namespace Crm.Api.Imports;

/// <summary>The routes of imports.</summary>
internal static class ImportEndpoints
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddJobKind<ImportRun>(JobKind.Import);
        services.AddJobInputs<ImportInputs>(JobKind.Import);
    }

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/imports").WithTags("Imports");
        imports
            .MapPost("", CreateImport.Handle)
            .WithName(nameof(CreateImport))
            .WithSummary("Import files")
            .WithDescription(
                "As multipart: takes files with the options, which say how their columns become records, and begins at once. As JSON: "
                    + "takes the options alone; then send the files as parts, have them planned, and apply the plan. The answer is a job: "
                    + "ask for it at `Operation-Location`, and for what became of each row at `/v1/jobs/{id}/lines`. Also needs the scope to "
                    + "write the records."
            )
            .AddEndpointFilter<RouteHandlerBuilder, PrepareImport>()
            .Changes("imports:run")
            .ProducesProblems(413, 415, 422)
            .AnswersJob();
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
            .MapPut("/{id}/parts/{part}", UploadPart.Handle)
            .WithName(nameof(UploadPart))
            .WithSummary("Send a file of an import")
            .WithDescription(
                $"The body is the file itself, of any length, plain or gzip. Parts are numbered from 1, {ImportParts.Most} at most, have the same "
                    + "columns each, and are read as one file. Sent again, a part takes the place of the former; a plan made before is gone. "
                    + $"With `{ContentDigest.Header}: sha-256=:…:` what arrives is checked."
            )
            .Requires("imports:run")
            .Takes(QueryParameter.ValidateOnly, UploadPart.Name)
            .WithMetadata(new AcceptsMetadata(["*/*"], typeof(Stream)))
            .ProducesProblems(400, 401, 403, 404, 409, 415, 503);
        imports
            .MapPost("/{id}/plan", PlanImport.Handle)
            .WithName(nameof(PlanImport))
            .WithSummary("Plan an import")
            .WithDescription(
                "Reads all parts and changes nothing. When the job is `planned`, its `plan` says what would become of the rows, and "
                    + "`/v1/jobs/{id}/lines?phase=plan` says it of each. Any plan made before is gone."
            )
            .Changes("imports:run")
            .ProducesProblems(404, 409)
            .AnswersJob();
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
            .AnswersJob();
    }
}
