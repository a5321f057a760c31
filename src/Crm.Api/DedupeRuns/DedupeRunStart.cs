using System.Text.Json;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Crm.Api.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeRuns;

/// <summary>Checks what can be seen to be wrong with a run at once, and makes its job.</summary>
internal sealed class DedupeRunStart(CustomerResource customers, ListSettings settings)
    : ScheduledStart<DedupeRunOptions>
{
    public override async Task CheckAsync(DedupeRunOptions options, Work work, CancellationToken cancellationToken)
    {
        work.Caller.Check(DedupeRunEndpoints.Scope);
        work.Caller.CheckRead(customers.Plural);
        var context = await ListSettings.FilterContextAsync(work, options.Filter, ZoneOf(options), cancellationToken);
        ListQuery.Condition(options.Filter, customers.Fields, context, place: "/filter");
        if (options.ImportId is { } importId)
        {
            await CheckImportAsync(importId, work, cancellationToken);
        }
    }

    public override async Task<Job> StartAsync(DedupeRunOptions options, Work work, CancellationToken cancellationToken)
    {
        await CheckAsync(options, work, cancellationToken);
        var asked = JsonSerializer.Serialize(Fixed(options), Json.TypeInfo<DedupeRunOptions>());
        var job = JobDesk.Open(JobKind.Dedupe, customers.Plural, asked, JobState.Running, work);
        job.StartTime = work.Now;
        return job;
    }

    private async Task CheckImportAsync(Guid importId, Work work, CancellationToken cancellationToken)
    {
        var import = await work.Query<Job>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                job => job.Id == importId && job.Kind == JobKind.Import && job.Resource == customers.Plural,
                cancellationToken
            );
        if (import is null)
        {
            throw RuleBroken.Invalid(
                "unknown-reference",
                $"There is no import of customers '{importId}', or you may not see it.",
                "/importId"
            );
        }

        import.CheckHasResults();
        if (!import.IsOver)
        {
            throw RuleBroken.State(
                "import-not-over",
                $"The import is {EnumText<JobState>.Of(import.State)}; its customers are not all there yet.",
                "/importId"
            );
        }
    }

    private TimeZoneInfo ZoneOf(DedupeRunOptions options) =>
        options.TimeZone is { } zone ? ListQuery.ZoneOf(zone, place: "/timeZone") : settings.Zone;

    /// <summary>With nothing left open, whatever becomes of the installation's settings.</summary>
    private DedupeRunOptions Fixed(DedupeRunOptions options) =>
        new()
        {
            Filter = options.Filter,
            TimeZone = ZoneOf(options).Id,
            ImportId = options.ImportId,
            AutoMergePrecision = options.AutoMergePrecision,
            JoinWeight = options.JoinWeight,
        };
}
