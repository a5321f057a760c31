using Crm.Cli.Resources;

namespace Crm.Cli.Cases;

/// <summary>`crm cases messages ID`: what was said about a case, in order.</summary>
internal static class ListCaseMessagesCommand
{
    public static OwnVerb Verb { get; } =
        new("messages", "List what was said and written about a case.", HttpMethod.Get, "/v1/cases/{id}/messages")
        {
            IsList = true,
            Columns = ["occurredAt", "channel", "direction", "subject", "body"],
            Examples = ["crm cases messages C-000045"],
        };
}
