using Crm.Cli.Resources;

namespace Crm.Cli.Opportunities;

/// <summary>`crm opportunities move ID`.</summary>
internal static class MoveOpportunityCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "move",
            "Move an opportunity to another stage; into won or lost closes it.",
            HttpMethod.Post,
            "/v1/opportunities/{id}/move"
        )
        {
            Examples =
            [
                "crm opportunities move OP-000045 --stage engaging",
                "crm opportunities move OP-000045 --stage lost --reason price",
            ],
        };
}
