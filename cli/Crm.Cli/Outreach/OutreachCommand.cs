using Crm.Cli.Campaigns;
using Crm.Cli.CommandLine;
using Crm.Cli.Resources;

namespace Crm.Cli.Outreach;

/// <summary>`crm outreach`.</summary>
internal sealed class OutreachCommand : GroupCommand
{
    private const string Example = "019b76da-a800-7000-8000-000000000001";

    public OutreachCommand(CommandScope scope)
        : base("outreach", "Plan what a campaign would send, send it once, and see what came of it.", scope)
    {
        Add(new PreviewOutreachCommand(scope));
        Add(new PlanOutreachCommand(scope));
        Add(new SendOutreachCommand(scope));
        Add(new StatusOutreachCommand(scope));
        Add(new BouncesOutreachCommand(scope));
        Add(Verb("pause", "Stop a campaign before its next messages leave.", scope));
        Add(Verb("resume", "Let a paused campaign go on.", scope));
        Add(Verb("end", "End a campaign for good; what was sent stays on record.", scope));
        Add(
            new ActionCommand(
                CampaignNoun.Noun,
                new OwnVerb(
                    "results",
                    "What came of a campaign: messages, costs, orders, return.",
                    HttpMethod.Get,
                    "/v1/campaigns/{id}/results"
                )
                {
                    Columns =
                    [
                        "messages.total",
                        "messages.sent",
                        "messages.bounced",
                        "messages.replied",
                        "messages.optedOut",
                        "cost.amount",
                        "orders",
                        "returnOnInvestment",
                    ],
                    Examples = [$"crm outreach results {Example}", $"crm outreach results {Example} --json"],
                },
                scope
            )
        );
    }

    private static ActionCommand Verb(string name, string description, CommandScope scope) =>
        new(
            CampaignNoun.Noun,
            new OwnVerb(name, description, HttpMethod.Post, $"/v1/campaigns/{{id}}/{name}")
            {
                Examples = [$"crm outreach {name} {Example}"],
            },
            scope
        );
}
