using Crm.Cli.Resources;

namespace Crm.Cli.Campaigns;

/// <summary>`crm campaigns`.</summary>
internal static class CampaignNoun
{
    public static Noun Noun { get; } =
        new("campaigns", "campaign", "Whom to tell what, by which channel, and when; `crm outreach` sends them.")
        {
            Verbs = Noun.PlainVerbs,
            Columns = ["id", "name", "state", "channel", "purpose", "lane", "consent"],
            ExampleFilter = "state = active",
            ExampleFields =
                "--name spring --channel email --purpose newsletter --set audience.filter='tags:\"member\"' "
                + "--set 'steps:=[{\"templateId\":\"019b76da-a800-7000-8000-000000000002\"}]'",
        };
}
