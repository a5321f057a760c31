using Crm.Cli.Resources;

namespace Crm.Cli.Users;

/// <summary>`crm users`.</summary>
internal static class UserNoun
{
    public static Noun Noun { get; } =
        new("users", "user", "People who work with the CRM.")
        {
            Columns = ["id", "name", "email", "team.name", "isActive"],
            Expand = "team",
            ExampleFilter = "name = \"Moses Frase\"",
            ExampleFields = "--name 'Moses Frase' --email moses@example.com",
            ExampleMatch = "email",
        };
}
