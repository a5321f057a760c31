using Crm.Cli.Resources;

namespace Crm.Cli.Opportunities;

/// <summary>`crm opportunities reopen ID`.</summary>
internal static class ReopenOpportunityCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "reopen",
            "Take a won or lost opportunity back to an open stage.",
            HttpMethod.Post,
            "/v1/opportunities/{id}/reopen"
        )
        {
            Examples = ["crm opportunities reopen OP-000045 --stage proposal --reason 'the order was cancelled'"],
        };
}
