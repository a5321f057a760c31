using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Segments;

/// <summary>`crm segments refresh ID`: has the members of a rule written down anew.</summary>
internal static class RefreshSegmentCommand
{
    public static OwnVerb Verb { get; } =
        new("refresh", "Write down who is in a rule now, as a job.", HttpMethod.Post, "/v1/segments/{id}/refresh")
        {
            Columns = JobNoun.Noun.Columns,
            StartsJob = true,
            Examples = ["crm segments refresh 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17"],
        };
}
