using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Schedules;

/// <summary>`crm schedules run ID`.</summary>
internal static class RunScheduleCommand
{
    public static OwnVerb Verb { get; } =
        new("run", "Start what a schedule starts at once, as a job.", HttpMethod.Post, "/v1/schedules/{id}/run")
        {
            Columns = JobNoun.Noun.Columns,
            StartsJob = true,
            Examples = ["crm schedules run 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17"],
        };
}
