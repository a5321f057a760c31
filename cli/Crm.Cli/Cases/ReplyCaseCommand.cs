using Crm.Cli.Resources;

namespace Crm.Cli.Cases;

/// <summary>`crm cases reply ID`.</summary>
internal static class ReplyCaseCommand
{
    public static OwnVerb Verb { get; } =
        new("reply", "Answer a case; the first public answer opens it.", HttpMethod.Post, "/v1/cases/{id}/reply")
        {
            Examples = ["crm cases reply C-000045 --channel email --direction out --body 'We are on it.'"],
        };
}
