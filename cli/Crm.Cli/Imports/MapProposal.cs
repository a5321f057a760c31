using System.Text.Json.Nodes;

namespace Crm.Cli.Imports;

/// <summary>A mapping as the service proposes it: to read with its reasons, and as the map file that `--map` takes.</summary>
internal sealed class MapProposal(JsonNode proposal)
{
    public static readonly string[] Columns = ["column", "value", "field", "by", "confidence", "reason"];

    /// <summary>What belongs into a map file; the rest of a proposed field is for the eyes.</summary>
    private static readonly string[] Members = ["column", "value", "field", "by"];

    public IReadOnlyList<JsonNode> Fields { get; } = [.. (proposal["mapping"] as JsonArray ?? []).OfType<JsonNode>()];

    public IReadOnlyList<string> UnmappedColumns { get; } =
    [.. (proposal["unmappedColumns"] as JsonArray ?? []).Select(column => (string)column!)];

    /// <summary>A row that meets a stored record is reported and left out, so that a first run changes nothing unasked.</summary>
    /// <param name="format">What the user said about the file.</param>
    public JsonObject ToMap(JsonObject format)
    {
        var map = new JsonObject { ["mode"] = "create" };
        if (proposal["matchOn"] is JsonArray { Count: > 0 } keys)
        {
            map["matchOn"] = keys.DeepClone();
        }

        map["mapping"] = new JsonArray([.. Fields.Select(Entry)]);
        foreach (
            var (name, value) in (proposal["format"] as JsonObject ?? []).Where(member => member.Value is not null)
        )
        {
            format[name] ??= value!.DeepClone();
        }

        if (format.Count > 0)
        {
            map["format"] = format;
        }

        return map;
    }

    private static JsonObject Entry(JsonNode field) =>
        new(
            Members
                .Where(name => field[name] is not null)
                .Select(name => KeyValuePair.Create(name, (JsonNode?)field[name]!.DeepClone()))
        );
}
