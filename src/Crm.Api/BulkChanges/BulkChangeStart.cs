using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.BulkChanges;

/// <summary>Checks what can be seen to be wrong with a bulk change at once, and hands it to the background.</summary>
internal sealed class BulkChangeStart(ResourceCatalog catalog, ListSettings settings, JobDesk desk)
{
    /// <summary>The resource, if callers may do this to its records.</summary>
    public IImportable TargetOf(BulkChangeRequest request, Verbs verb) =>
        catalog.Find(request.Resource!) is { } target && target.Verbs.HasFlag(verb)
            ? target
            : throw RuleBroken.Invalid(
                "unknown-resource",
                $"'{request.Resource}' is not one of {string.Join(", ", catalog.Allowing(verb))}.",
                "/resource"
            );

    /// <summary>Fixed when the change is asked for, whatever becomes of the installation's setting.</summary>
    public TimeZoneInfo ZoneOf(BulkChangeRequest request) =>
        request.TimeZone is { } zone ? ListQuery.ZoneOf(zone, place: "/timeZone") : settings.Zone;

    public async Task<Answer<JobResponse>> PlanAsync<TRequest>(
        JobKind kind,
        TRequest options,
        IImportable target,
        Work work,
        HttpContext http,
        CancellationToken cancellationToken
    )
        where TRequest : BulkChangeRequest
    {
        // An empty filter is more often a variable somebody forgot to set than the wish to change everything.
        if (string.IsNullOrWhiteSpace(options.Filter) != (options.All == true))
        {
            throw RuleBroken.Invalid("filter-or-all", "Give a filter, or say `all`: true without one.", "/filter");
        }

        await target.CheckAsync(new RecordSelection(options.Filter, ZoneOf(options)), work, cancellationToken);
        var asked = JsonSerializer.Serialize(options, Json.TypeInfo<TRequest>());
        var job = JobDesk.Open(kind, options.Resource!, asked, JobState.Planning, work);
        work.Caller.CheckMay(job);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
