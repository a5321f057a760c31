using Crm.Cli.Resources;

namespace Crm.Cli.Segments;

/// <summary>`crm segments`.</summary>
internal static class SegmentNoun
{
    public static Noun Noun { get; } =
        new("segments", "segment", "Customers that something is done with together: by a rule, or on a list.")
        {
            OwnVerbs =
            [
                PreviewSegmentCommand.Verb,
                TrySegmentCommand.Verb,
                ListSegmentMembersCommand.Verb,
                ChangeSegmentMembersCommand.Verb,
                RefreshSegmentCommand.Verb,
            ],
            Columns = ["id", "name", "kind", "memberCount", "refreshTime", "filter"],
            ExampleFilter = "kind = \"rule\"",
            ExampleFields = "--name 'Not seen for three years' --kind rule --filter 'NOT lastOrderAt > 2023-01-31'",
            ExampleMatch = "name",
        };
}
