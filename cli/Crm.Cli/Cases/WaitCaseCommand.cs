using Crm.Cli.Resources;

namespace Crm.Cli.Cases;

/// <summary>`crm cases wait ID`.</summary>
internal static class WaitCaseCommand
{
    public static OwnVerb Verb { get; } =
        new("wait", "Let a case wait for somebody else.", HttpMethod.Post, "/v1/cases/{id}/wait")
        {
            Examples = ["crm cases wait C-000045 --waiting-for customer"],
        };
}
