using Crm.Cli.Resources;

namespace Crm.Cli.Cases;

/// <summary>`crm cases resolve ID`.</summary>
internal static class ResolveCaseCommand
{
    public static OwnVerb Verb { get; } =
        new("resolve", "Resolve a case, and say how.", HttpMethod.Post, "/v1/cases/{id}/resolve")
        {
            Examples = ["crm cases resolve C-000045 --resolution 'Replaced the fuse' --resolution-code replaced"],
        };
}
