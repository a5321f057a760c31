using System.Text.Json.Nodes;

namespace Crm.Cli.Seeding;

/// <summary>Records of one resource, as the bodies of creates in which references are keys of other records instead of ids.</summary>
/// <param name="Resource">As in paths.</param>
/// <param name="MatchOn">The key by which a record that is there already is recognised.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Records">The bodies; made anew, and the same, each time they are gone through.</param>
internal sealed record SeedTable(string Resource, string MatchOn, int Count, IEnumerable<JsonObject> Records)
{
    /// <summary>Whether records are alike on purpose, so that the service must not hold them back.</summary>
    public bool HasDuplicates { get; init; }

    /// <summary>A table with a record for each number from 1.</summary>
    public static SeedTable Of(
        string resource,
        int count,
        Func<int, JsonObject> record,
        string matchOn = "externalId"
    ) => new(resource, matchOn, count, Enumerable.Range(1, count).Select(record));
}
