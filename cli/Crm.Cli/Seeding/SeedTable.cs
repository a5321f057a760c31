using System.Text.Json.Nodes;

namespace Crm.Cli.Seeding;

/// <summary>Records of one resource, as the bodies of creates in which references are keys of other records instead of ids.</summary>
/// <param name="Resource">As in paths.</param>
/// <param name="MatchOn">The key by which a record that is there already is recognised.</param>
/// <param name="Records">The bodies.</param>
internal sealed record SeedTable(string Resource, string MatchOn, IReadOnlyList<JsonObject> Records)
{
    public static SeedTable Of(string resource, IEnumerable<JsonObject> records, string matchOn = "externalId") =>
        new(resource, matchOn, [.. records]);
}
