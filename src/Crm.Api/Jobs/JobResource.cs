using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs;

/// <summary>Jobs as a resource that is only read.</summary>
internal sealed class JobResource : Resource<Job, JobForm, JobResponse>
{
    public override string Kind => "job";

    public override string Plural => "jobs";

    public override FieldTable<Job> Fields { get; } =
        new FieldTable<Job>()
            .Id("id", job => job.Id)
            .Choice("kind", job => job.Kind)
            .Choice("state", job => job.State)
            .Text("resource", job => job.Resource)
            .Id("undoOf", job => job.UndoOf)
            .Id("scheduleId", job => job.ScheduleId)
            .Text("planId", job => job.PlanId)
            .Whole("rejected", job => job.Rejected)
            .Whole("unprocessed", job => job.Unprocessed)
            .Time("startTime", job => job.StartTime)
            .Time("endTime", job => job.EndTime)
            .Time("createTime", job => job.CreateTime)
            .Time("updateTime", job => job.UpdateTime);

    public override IQueryable<Job> WithParts(IQueryable<Job> query) => query.Include(job => job.Files);

    public override JobForm ToForm(Job entity) => new();

    public override JobResponse ToResponse(Job entity)
    {
        List<JobFileResponse> files = [.. entity.Files.OrderBy(file => file.Number).Select(JobFileResponse.Of)];
        var response = new JobResponse
        {
            Kind = entity.Kind,
            State = entity.State,
            Resource = entity.Resource,
            FileName = files is [var first, ..] ? first.Name : null,
            Files = files.Count == 0 ? null : files,
            Silent = entity.IsSilent,
            UndoOf = entity.UndoOf,
            ScheduleId = entity.ScheduleId,
            Options = ObjectOf(entity.Options)!,
            Findings = ObjectOf(entity.Findings),
            Progress = new JobProgress
            {
                RowsDone = entity.RowsRead,
                RowsTotal = entity.RowsTotal,
                RowsPerSecond = entity.RowsPerSecond,
                SecondsLeft = entity.SecondsLeft,
            },
            Counts = JobCounts.Of(entity.Counts),
            PlanId = entity.PlanId,
            Plan = entity.Plan is null ? null : JsonSerializer.Deserialize(entity.Plan, Json.TypeInfo<JobPlan>()),
            Error = entity.ErrorCode is { } code ? new JobError { Code = code, Detail = entity.ErrorDetail! } : null,
            StartTime = entity.StartTime,
            EndTime = entity.EndTime,
            ResultsRemovedTime = entity.ResultsRemovedTime,
        };
        response.Describe(entity);
        return response;
    }

    public override Task FillAsync(Job entity, JobForm form, Work work, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A job is made by what it does.");

    private static JsonObject? ObjectOf(string? json) => json is null ? null : JsonNode.Parse(json)!.AsObject();
}
