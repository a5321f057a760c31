using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Schedules;

/// <summary>Schedules as a resource. Whoever changes one lends it his key from then on.</summary>
internal sealed class ScheduleResource(ScheduleStarts starts, IOptions<InstallationOptions> installation)
    : Resource<Schedule, ScheduleForm, ScheduleResponse>
{
    public override string Kind => "schedule";

    public override string Plural => "schedules";

    public override FieldTable<Schedule> Fields { get; } =
        new FieldTable<Schedule>()
            .Id("id", schedule => schedule.Id)
            .Text("name", schedule => schedule.Name, schedule => schedule.NameSort)
            .Text("timeZone", schedule => schedule.TimeZone)
            .Flag("isEnabled", schedule => schedule.IsEnabled)
            .Choice("misfire", schedule => schedule.Misfire)
            .Choice("kind", schedule => schedule.Kind)
            .Id("keyId", schedule => schedule.KeyId)
            .Time("nextFireTime", schedule => schedule.NextFireTime)
            .Time("lastFireTime", schedule => schedule.LastFireTime)
            .Id("lastJobId", schedule => schedule.LastJobId)
            .Text("lastErrorCode", schedule => schedule.LastErrorCode)
            .Time("createTime", schedule => schedule.CreateTime)
            .Time("updateTime", schedule => schedule.UpdateTime)
            .Time("deleteTime", schedule => schedule.DeleteTime);

    public override ScheduleForm ToForm(Schedule entity) =>
        new()
        {
            Name = entity.Name,
            Cron = entity.Cron,
            TimeZone = entity.TimeZone,
            IsEnabled = entity.IsEnabled,
            Misfire = entity.Misfire,
            Start = ScheduleStart.Of(entity),
        };

    public override ScheduleResponse ToResponse(Schedule entity)
    {
        var response = new ScheduleResponse
        {
            Name = entity.Name,
            Cron = entity.Cron,
            TimeZone = entity.TimeZone,
            IsEnabled = entity.IsEnabled,
            Misfire = entity.Misfire,
            Kind = entity.Kind,
            Start = ScheduleStart.Of(entity),
            KeyId = entity.KeyId,
            NextFireTime = entity.NextFireTime,
            LastFireTime = entity.LastFireTime,
            LastJobId = entity.LastJobId,
            LastError = ScheduleError.Of(entity.LastErrorCode, entity.LastErrorDetail),
        };
        response.Describe(entity);
        return response;
    }

    public override async Task FillAsync(
        Schedule entity,
        ScheduleForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await starts.CheckAsync(form.Start!, work, cancellationToken);
        var before = entity.IsNew ? null : Written(entity);
        var timesBefore = (entity.Cron, entity.TimeZone, entity.IsEnabled);
        entity.NameIt(form.Name!);
        entity.Cron = form.Cron!;
        entity.TimeZone = form.TimeZone ?? installation.Value.TimeZone;
        entity.IsEnabled = form.IsEnabled ?? true;
        entity.Misfire = form.Misfire ?? MisfirePolicy.RunOnce;
        entity.Kind = ScheduleStarts.KindOf(form.Start!);
        entity.Start = JsonSerializer.Serialize(form.Start!, Json.TypeInfo<ScheduleStart>());
        if (Written(entity) != before)
        {
            entity.KeyId = work.Caller.KeyId;
        }

        if ((entity.Cron, entity.TimeZone, entity.IsEnabled) != timesBefore)
        {
            entity.PlanNext(work.Now);
            entity.CheckComesDue();
        }
    }

    /// <summary>One that comes back from the trash does not make up for the time it lay there.</summary>
    public override Task CheckDeleteAsync(Schedule entity, Work work, CancellationToken cancellationToken)
    {
        entity.NextFireTime = null;
        return Task.CompletedTask;
    }

    private string Written(Schedule entity) => JsonSerializer.Serialize(ToForm(entity), Json.TypeInfo<ScheduleForm>());
}
