using Crm.Cli.Resources;

namespace Crm.Cli.Consents;

/// <summary>`crm consents`.</summary>
internal static class ConsentNoun
{
    public static Noun Noun { get; } =
        new("consents", "consent", "What people said about being written to; nothing of it is ever changed.")
        {
            Verbs = Noun.ReadingVerbs,
            IsAppendOnly = true,
            OwnVerbs = [RecordConsentCommand.Verb, GetConsentStateCommand.Verb],
            Columns = ["time", "channel", "address", "purpose", "state", "source"],
            Order = "time desc",
            ExampleFilter = "purpose = \"newsletter\" AND state = \"withdrawn\"",
        };
}
