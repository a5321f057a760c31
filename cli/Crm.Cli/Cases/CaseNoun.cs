using Crm.Cli.Resources;

namespace Crm.Cli.Cases;

/// <summary>`crm cases`.</summary>
internal static class CaseNoun
{
    public static Noun Noun { get; } =
        new("cases", "case", "Requests and complaints, from the first message to the last.")
        {
            OwnVerbs =
            [
                AssignCaseCommand.Verb,
                WaitCaseCommand.Verb,
                ReplyCaseCommand.Verb,
                ListCaseMessagesCommand.Verb,
                ResolveCaseCommand.Verb,
                CloseCaseCommand.Verb,
                ReopenCaseCommand.Verb,
            ],
            Columns = ["number", "subject", "customer.name", "state", "priority", "assignee.name", "openedAt"],
            Expand = "customer,assignee",
            ExampleId = "C-000045",
            ExampleFilter = "state = \"open\" AND priority = \"high\"",
            ExampleFields =
                "--customer-id 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --subject 'Printer is on fire' --priority high",
        };
}
