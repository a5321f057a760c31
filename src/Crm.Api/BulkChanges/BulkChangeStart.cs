using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Crm.Api.Schedules;

namespace Crm.Api.BulkChanges;

/// <summary>Checks what can be seen to be wrong with a bulk change at once, and makes its job.</summary>
internal abstract class BulkChangeStart<TRequest>(ResourceCatalog catalog, ListSettings settings)
    : ScheduledStart<TRequest>
    where TRequest : BulkChangeRequest
{
    protected abstract JobKind Kind { get; }

    /// <summary>What callers must be able to do to one record of the kind.</summary>
    protected abstract Verbs Verb { get; }

    /// <summary>Refuses what only this kind of change can have wrong.</summary>
    protected virtual void Check(TRequest request, IImportable target) { }

    /// <summary>The request with nothing left open.</summary>
    protected abstract TRequest Fixed(TRequest request, string timeZone);

    public override async Task CheckAsync(TRequest options, Work work, CancellationToken cancellationToken)
    {
        work.Caller.CheckWrite("jobs");
        var target = TargetOf(options);
        Check(options, target);
        // An empty filter is more often a variable somebody forgot to set than the wish to change everything.
        if (string.IsNullOrWhiteSpace(options.Filter) != (options.All == true))
        {
            throw RuleBroken.Invalid("filter-or-all", "Give a filter, or say `all`: true without one.", "/filter");
        }

        await target.CheckAsync(new RecordSelection(options.Filter, ZoneOf(options)), work, cancellationToken);
        work.Caller.CheckMay(new Job { Kind = Kind, Resource = options.Resource! });
    }

    public override async Task<Job> StartAsync(TRequest options, Work work, CancellationToken cancellationToken)
    {
        await CheckAsync(options, work, cancellationToken);
        var asked = JsonSerializer.Serialize(Fixed(options, ZoneOf(options).Id), Json.TypeInfo<TRequest>());
        return JobDesk.Open(Kind, options.Resource!, asked, JobState.Planning, work);
    }

    /// <summary>The resource, if callers may do this to its records.</summary>
    private IImportable TargetOf(TRequest request) =>
        catalog.Find(request.Resource!) is { } target && target.Verbs.HasFlag(Verb)
            ? target
            : throw RuleBroken.Invalid(
                "unknown-resource",
                $"'{request.Resource}' is not one of {string.Join(", ", catalog.Allowing(Verb))}.",
                "/resource"
            );

    /// <summary>Fixed when the change is asked for, whatever becomes of the installation's setting.</summary>
    private TimeZoneInfo ZoneOf(TRequest request) =>
        request.TimeZone is { } zone ? ListQuery.ZoneOf(zone, place: "/timeZone") : settings.Zone;
}
