using Crm.Cli.Resources;

namespace Crm.Cli.Imports;

/// <summary>`crm imports`.</summary>
internal static class ImportNoun
{
    public static Noun Noun { get; } =
        new("imports", "import", "Imports and their ledgers.")
        {
            Verbs = Noun.ReadingVerbs,
            Columns = ["id", "state", "createTime", "updateTime"],
            ExampleFilter = "state = \"completedWithErrors\"",
        };
}
