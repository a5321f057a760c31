using Crm.Cli.Resources;

namespace Crm.Cli.Merges;

/// <summary>`crm merges unmerge ID`: parts customers that were merged.</summary>
internal static class UnmergeCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "unmerge",
            "Take a merge back; what was changed since stays with the survivor.",
            HttpMethod.Post,
            "/v1/merges/{id}/unmerge"
        )
        {
            Columns = ["merge.id", "merge.survivorId", "merge.unmergeTime", "keptFields"],
            Examples =
            [
                "crm merges list --filter 'merged.customerId = \"019b76da-a800-7000-8000-000000000001\"'",
                "crm merges unmerge 019b76da-a800-7000-8000-000000000002",
            ],
        };
}
