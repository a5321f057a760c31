using Crm.Cli.Resources;

namespace Crm.Cli.Cases;

/// <summary>`crm cases assign ID`.</summary>
internal static class AssignCaseCommand
{
    public static OwnVerb Verb { get; } =
        new("assign", "Give a case to a user, a team or a queue.", HttpMethod.Post, "/v1/cases/{id}/assign")
        {
            Examples = ["crm cases assign C-000045 --queue 'second level'"],
        };
}
