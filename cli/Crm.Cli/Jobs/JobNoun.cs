using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>`crm jobs`.</summary>
internal static class JobNoun
{
    public static Noun Noun { get; } =
        new("jobs", "job", "Long-running work and how far it is.")
        {
            Verbs = Noun.ReadingVerbs,
            Columns = ["id", "kind", "state", "createTime", "updateTime"],
            ExampleFilter = "state = \"running\"",
        };
}
