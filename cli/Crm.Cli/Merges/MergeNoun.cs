using Crm.Cli.Resources;

namespace Crm.Cli.Merges;

/// <summary>`crm merges`.</summary>
internal static class MergeNoun
{
    public static Noun Noun { get; } =
        new("merges", "merge", "Customers that were made one.")
        {
            Verbs = Noun.ReadingVerbs,
            OwnVerbs = [UnmergeCommand.Verb],
            Columns = ["id", "survivorId", "mergedIds", "jobId", "createTime", "unmergeTime"],
            ExampleFilter = "unmergeTime = null",
        };
}
