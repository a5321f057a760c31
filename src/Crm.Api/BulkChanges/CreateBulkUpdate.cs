using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.BulkChanges;

/// <summary>Has the same change to many records planned.</summary>
internal static class CreateBulkUpdate
{
    public static async Task<Answer<JobResponse>> Handle(
        Body<BulkUpdateRequest> body,
        HttpContext http,
        Work work,
        BulkChangeStart start,
        CancellationToken cancellationToken
    )
    {
        var request = body.Value;
        var target = start.TargetOf(request, Verbs.Update);
        if (request.Patch!.Count == 0)
        {
            throw RuleBroken.Invalid("patch-empty", "The patch changes nothing.", "/patch");
        }

        var known = Json.Options.GetTypeInfo(target.FormType).Properties.Select(property => property.Name).ToHashSet();
        if (request.Patch.Select(member => member.Key).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ProblemException(
                Problem.Malformed(
                    $"/patch/{JsonMistakes.Escape(unknown)}",
                    "unknown-field",
                    $"There is no field '{unknown}' to write."
                )
            );
        }

        var options = new BulkUpdateRequest
        {
            Resource = request.Resource,
            Filter = request.Filter,
            All = request.All,
            TimeZone = start.ZoneOf(request).Id,
            Patch = request.Patch,
            MultiValue = request.MultiValue,
        };
        return await start.PlanAsync(JobKind.BulkUpdate, options, target, work, http, cancellationToken);
    }
}
