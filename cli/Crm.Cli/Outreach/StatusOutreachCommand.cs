using System.Text.Json.Nodes;
using Crm.Cli.Campaigns;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Outreach;

/// <summary>`crm outreach status CAMPAIGN`: where it stands, and how far its messages came.</summary>
internal sealed class StatusOutreachCommand : RecordCommand
{
    private static readonly string[] Fields =
    [
        "name",
        "state",
        "messages.sent",
        "messages.exported",
        "messages.claimed",
        "messages.deferred",
        "messages.failed",
        "messages.unknown",
    ];

    public StatusOutreachCommand(CommandScope scope)
        : base("status", "Where a campaign stands, and how far its messages came.")
    {
        Examples = [$"crm outreach status {CampaignNoun.Noun.ExampleId}"];
        var campaign = IdArgument.For(CampaignNoun.Noun);
        Arguments.Add(campaign);
        Runs(
            scope,
            Fields,
            () => Fields,
            async (session, writer, parsed, cancellationToken) =>
            {
                var id = parsed.GetRequiredValue(campaign);
                var record = await GetAsync(ApiRequest.PathOf("campaigns", id), session, cancellationToken);
                var results = await GetAsync(ApiRequest.PathOf("campaigns", id, "results"), session, cancellationToken);
                writer.WriteSingle(
                    new JsonObject
                    {
                        ["id"] = record["id"]!.DeepClone(),
                        ["name"] = record["name"]!.DeepClone(),
                        ["state"] = record["state"]!.DeepClone(),
                        ["messages"] = results["messages"]!.DeepClone(),
                    }
                );
                return ExitCode.Ok;
            }
        );
    }

    private static async Task<JsonNode> GetAsync(string path, Session session, CancellationToken cancellationToken) =>
        (await session.Client.SendAsync(new ApiRequest(HttpMethod.Get, path), cancellationToken))!;
}
