using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>Jobs as `crm jobs list` shows them.</summary>
internal static class JobNoun
{
    public static Noun Noun { get; } =
        new("jobs", "job", "Long-running work: how far it is and what became of each row.")
        {
            Verbs = [Verb.List],
            Columns =
            [
                "id",
                "kind",
                "resource",
                "fileName",
                "state",
                "counts.rowsRead",
                "counts.rejected",
                "startTime",
            ],
            Order = "createTime desc",
            ExampleFilter = "state = \"running\"",
        };
}
