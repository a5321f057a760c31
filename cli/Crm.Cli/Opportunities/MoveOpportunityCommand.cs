using Crm.Cli.Resources;

namespace Crm.Cli.Opportunities;

/// <summary>`crm opportunities move ID --stage STAGE`.</summary>
internal static class MoveOpportunityCommand
{
    public static OwnVerb Verb { get; } =
        new("move", "Move an opportunity to another stage.", HttpMethod.Post, "/v1/opportunities/{id}/move")
        {
            Examples =
            [
                "crm opportunities move O-000123 --stage engaging",
                "crm opportunities move O-000123 --stage lost --reason price",
            ],
        };
}
