using System.Text.Json.Nodes;

namespace Crm.Cli.Output;

/// <summary>Reads a field by its dotted path; a list on the way gives the list of what its elements hold.</summary>
internal static class FieldPath
{
    public static JsonNode? Read(JsonNode? record, string path)
    {
        var current = record;
        var rest = path.AsSpan();
        while (rest.Length > 0 && current is not null)
        {
            if (current is JsonArray list)
            {
                var below = rest.ToString();
                return new JsonArray([.. list.Select(element => Read(element, below)?.DeepClone())]);
            }

            var dot = rest.IndexOf('.');
            var name = (dot < 0 ? rest : rest[..dot]).ToString();
            current = current is JsonObject holder ? holder[name] : null;
            rest = dot < 0 ? [] : rest[(dot + 1)..];
        }

        return current;
    }

    /// <summary>The record with only these fields, each under its path.</summary>
    public static JsonNode Project(JsonNode record, IReadOnlyList<string> paths)
    {
        var projected = new JsonObject();
        foreach (var path in paths)
        {
            projected[path] = Read(record, path)?.DeepClone();
        }

        return projected;
    }
}
