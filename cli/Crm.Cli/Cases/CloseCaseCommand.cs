using Crm.Cli.Resources;

namespace Crm.Cli.Cases;

/// <summary>`crm cases close ID`.</summary>
internal static class CloseCaseCommand
{
    public static OwnVerb Verb { get; } =
        new("close", "Close a resolved case.", HttpMethod.Post, "/v1/cases/{id}/close")
        {
            Examples = ["crm cases close C-000045"],
        };
}
