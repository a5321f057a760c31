using Crm.Cli.Resources;

namespace Crm.Cli.Campaigns;

/// <summary>`crm messages`.</summary>
internal static class MessageNoun
{
    public static Noun Noun { get; } =
        new("messages", "message", "What each address got of a campaign, and what came of it.")
        {
            Verbs = Noun.ReadingVerbs,
            Columns = ["id", "step", "address", "state", "sendTime", "code"],
            ExampleFilter = "state = unknown",
        };
}
