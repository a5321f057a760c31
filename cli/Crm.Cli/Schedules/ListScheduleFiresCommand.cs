using Crm.Cli.Resources;

namespace Crm.Cli.Schedules;

/// <summary>`crm schedules fires ID`.</summary>
internal static class ListScheduleFiresCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "fires",
            "List what came of each time of a schedule, the newest first.",
            HttpMethod.Get,
            "/v1/schedules/{id}/fires"
        )
        {
            Columns = ["fireTime", "jobId", "error.code", "error.detail"],
            IsList = true,
            Examples = ["crm schedules fires 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --limit 10"],
        };
}
