using Crm.Cli.Resources;

namespace Crm.Cli.Segments;

/// <summary>`crm segments change-members ID`: puts customers onto a list, or takes them off it.</summary>
internal static class ChangeSegmentMembersCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "change-members",
            "Put customers onto a list, or take them off it.",
            HttpMethod.Post,
            "/v1/segments/{id}/members"
        )
        {
            Columns = ["added", "removed", "memberCount"],
            Examples =
            [
                "crm segments change-members 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --set 'add:=[\"0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a18\"]'",
            ],
        };
}
