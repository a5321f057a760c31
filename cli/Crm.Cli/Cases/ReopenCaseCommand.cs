using Crm.Cli.Resources;

namespace Crm.Cli.Cases;

/// <summary>`crm cases reopen ID`.</summary>
internal static class ReopenCaseCommand
{
    public static OwnVerb Verb { get; } =
        new("reopen", "Reopen a resolved or closed case, and say why.", HttpMethod.Post, "/v1/cases/{id}/reopen")
        {
            Examples = ["crm cases reopen C-000045 --reason 'It happened again'"],
        };
}
