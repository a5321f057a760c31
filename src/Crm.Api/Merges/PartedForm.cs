using System.Text.Json.Nodes;

namespace Crm.Api.Merges;

/// <summary>
/// A survivor's form without what a merge brought: three ways are compared, before and after the merge and now. What was changed since
/// stays; of lists, what was added since stays and what was removed since stays away.
/// </summary>
internal sealed class PartedForm
{
    private readonly List<string> _kept = [];

    public PartedForm(JsonObject before, JsonObject after, JsonObject now)
    {
        Form = Part(before, after, now, prefix: "");
    }

    public JsonObject Form { get; }

    /// <summary>The fields that were changed since.</summary>
    public IReadOnlyList<string> Kept => _kept;

    private JsonObject Part(JsonObject before, JsonObject after, JsonObject now, string prefix)
    {
        var parted = new JsonObject();
        var fields = before.Concat(after).Concat(now).Select(field => field.Key).Distinct(StringComparer.Ordinal);
        foreach (var field in fields.Order(StringComparer.Ordinal))
        {
            var value = Part(before[field], after[field], now[field], prefix + field);
            if (value is not null)
            {
                parted[field] = value;
            }
        }

        return parted;
    }

    private JsonNode? Part(JsonNode? before, JsonNode? after, JsonNode? now, string field)
    {
        if (JsonNode.DeepEquals(now, after))
        {
            return before?.DeepClone();
        }

        if (Either<JsonObject>(before, after, now))
        {
            var parted = Part(Object(before), Object(after), Object(now), field + ".");
            return parted.Count == 0 ? null : parted;
        }

        _kept.Add(field);
        return Either<JsonArray>(before, after, now) ? Part(List(before), List(after), List(now)) : now?.DeepClone();
    }

    private static JsonArray? Part(List<string> before, List<string> after, List<string> now)
    {
        var removed = after.Except(now, StringComparer.Ordinal);
        var added = now.Except(after, StringComparer.Ordinal);
        var parted = before.Except(removed, StringComparer.Ordinal).Concat(added).Distinct(StringComparer.Ordinal);
        JsonNode?[] items = [.. parted.Select(item => JsonNode.Parse(item))];
        return items.Length == 0 ? null : new JsonArray(items);
    }

    private static bool Either<T>(params IReadOnlyList<JsonNode?> nodes)
        where T : JsonNode => nodes.Any(node => node is T);

    private static JsonObject Object(JsonNode? node) => node as JsonObject ?? [];

    private static List<string> List(JsonNode? node) =>
        [.. (node as JsonArray)?.Select(item => item?.ToJsonString() ?? "null") ?? []];
}
