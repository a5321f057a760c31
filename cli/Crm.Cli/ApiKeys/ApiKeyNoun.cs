using Crm.Cli.Resources;

namespace Crm.Cli.ApiKeys;

/// <summary>`crm api-keys`.</summary>
internal static class ApiKeyNoun
{
    public static Noun Noun { get; } =
        new("api-keys", "API key", "Keys of programs, with their scopes.")
        {
            Verbs = [Verb.List, Verb.Get, Verb.Create, Verb.Delete],
            Columns = ["id", "name", "prefix", "scopes", "expireTime"],
            ExampleFilter = "name = \"ci\"",
            ExampleFields = "--name ci --scopes customers:read --scopes customers:write",
        };
}
