using Crm.Cli.Customers;
using Crm.Cli.Resources;

namespace Crm.Cli.Segments;

/// <summary>`crm segments members ID`: who was written down.</summary>
internal static class ListSegmentMembersCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "members",
            "List who is on a list, or was in a rule when it was last refreshed.",
            HttpMethod.Get,
            "/v1/segments/{id}/members"
        )
        {
            IsList = true,
            Columns = CustomerNoun.Noun.Columns,
            Examples = ["crm segments members 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --filter 'language = \"de\"'"],
        };
}
