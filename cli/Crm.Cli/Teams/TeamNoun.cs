using Crm.Cli.Resources;

namespace Crm.Cli.Teams;

/// <summary>`crm teams`.</summary>
internal static class TeamNoun
{
    public static Noun Noun { get; } =
        new("teams", "team", "Teams of users.")
        {
            Columns = ["id", "name", "parent.name", "description"],
            Expand = "parent",
            ExampleFilter = "name = \"Central\"",
            ExampleFields = "--name Central",
            ExampleMatch = "name",
        };
}
