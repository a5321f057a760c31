using Crm.Cli.Resources;

namespace Crm.Cli.Outreach;

/// <summary>`crm inbound-reviews`.</summary>
internal static class InboundReviewNoun
{
    public static Noun Noun { get; } =
        new("inbound-reviews", "inbound review", "Mails that came back and that a person has to look at.")
        {
            Verbs = [Verb.List, Verb.Get, Verb.Delete, Verb.Undelete],
            Columns = ["id", "kind", "reason", "status", "messageId", "createTime"],
            ExampleFilter = "kind = unclear",
        };
}
