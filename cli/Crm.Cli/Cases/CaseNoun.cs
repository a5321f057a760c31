using Crm.Cli.Resources;

namespace Crm.Cli.Cases;

/// <summary>`crm cases`.</summary>
internal static class CaseNoun
{
    public static Noun Noun { get; } =
        new("cases", "case", "Requests and complaints, from the first message to the last.")
        {
            Verbs = Noun.PlainVerbs,
            Columns = ["number", "subject", "customer", "state", "priority", "assignee"],
            ExampleId = "CS-000321",
            ExampleFilter = "state = \"open\" AND priority = \"high\"",
            ExampleFields = "--set customer=C-000045 --subject 'Printer is on fire' --priority high",
        };
}
