using System.Text.Json.Nodes;

namespace Crm.Api.Http.Records;

/// <summary>Makes of a patch that replaces lists one that adds to them.</summary>
internal static class AppendedLists
{
    /// <summary>The patch with each list preceded by the stored items; items that are there already are not added again.</summary>
    public static JsonObject In(JsonObject patch, JsonObject present)
    {
        var appended = patch.DeepClone().AsObject();
        foreach (var (name, value) in appended.ToList())
        {
            if (value is JsonArray items && present[name] is JsonArray stored)
            {
                var added = items.Where(item => !stored.Any(known => Covers(known, item)));
                appended[name] = new JsonArray([.. stored.Concat(added).Select(item => item?.DeepClone())]);
            }
        }

        return appended;
    }

    /// <summary>An object covers another that says nothing else than it does; what a new item leaves unsaid is no difference.</summary>
    private static bool Covers(JsonNode? known, JsonNode? item) =>
        (known, item) switch
        {
            (JsonObject stored, JsonObject given) => given.All(member =>
                member.Value is null || Covers(stored[member.Key], member.Value)
            ),
            _ => JsonNode.DeepEquals(known, item),
        };
}
