using System.Text.Json;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.DedupeRuns;

/// <summary>Reads how a run stands and what came of it, in figures.</summary>
internal static class GetDedupeRun
{
    public static async Task<Answer<DedupeRunResponse>> Handle(
        IdOrNumber id,
        Caller caller,
        Work work,
        JobResource jobs,
        CancellationToken cancellationToken
    )
    {
        var run = await work.For(caller).FindRunAsync(id, cancellationToken);
        var job = jobs.ToResponse(run);
        return Answer.Ok(
            new DedupeRunResponse
            {
                Id = run.Id,
                State = run.State,
                Options = DedupeRunOptions.Of(run),
                Progress = job.Progress,
                Statistics = run.Findings is null
                    ? null
                    : JsonSerializer.Deserialize(run.Findings, Json.TypeInfo<DedupeRunStatistics>()),
                Error = job.Error,
                CreateTime = run.CreateTime,
                StartTime = run.StartTime,
                EndTime = run.EndTime,
                ResultsRemovedTime = run.ResultsRemovedTime,
            },
            EntityTags.Of(run)
        );
    }
}
