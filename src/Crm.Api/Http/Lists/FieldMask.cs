using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Crm.Api.Http.Lists;

/// <summary>The fields a caller wants to see (AIP-161): names and dotted paths, checked against the answer's own shape.</summary>
internal sealed class FieldMask
{
    private const int MaxPaths = 100;

    private static readonly Type[] AnyJson = [typeof(JsonElement), typeof(JsonNode), typeof(JsonObject)];

    private readonly Dictionary<string, FieldMask?> _members = new(StringComparer.Ordinal);

    /// <returns>Null when nothing is asked for, which means everything.</returns>
    public static FieldMask? Parse(string? text, Type type)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var mask = new FieldMask();
        var paths = text.Split(',', StringSplitOptions.TrimEntries);
        if (paths.Length > MaxPaths)
        {
            throw Refused($"At most {MaxPaths} fields can be named.");
        }

        foreach (var path in paths)
        {
            mask.Add(path, path.Split('.'), type);
        }

        return mask;
    }

    /// <summary>True when the field at the path is among those asked for.</summary>
    public bool Shows(ReadOnlySpan<string> path) =>
        _members.TryGetValue(path[0], out var inner) && (inner is null || path.Length == 1 || inner.Shows(path[1..]));

    /// <summary>The mask for what lies in a field; null when all of it is wanted.</summary>
    public FieldMask? Below(string name) => _members.GetValueOrDefault(name);

    /// <summary>The same mask for each record of a page.</summary>
    public FieldMask ForItems()
    {
        var page = new FieldMask();
        page._members["items"] = this;
        page._members["nextPageToken"] = null;
        page._members["totalSize"] = null;
        return page;
    }

    public byte[] Apply(ReadOnlySpan<byte> json)
    {
        var node = JsonNode.Parse(json)!;
        Prune(node);
        return JsonSerializer.SerializeToUtf8Bytes(node, Json.TypeInfo<JsonNode>());
    }

    private void Add(string path, ReadOnlySpan<string> steps, Type type)
    {
        var shape = Json.Options.GetTypeInfo(type);
        if (shape.Kind == JsonTypeInfoKind.Enumerable)
        {
            shape = Json.Options.GetTypeInfo(shape.ElementType!);
        }

        var name = steps[0];
        var isOpen = shape.Kind == JsonTypeInfoKind.Dictionary || AnyJson.Contains(shape.Type);
        var property = shape.Properties.FirstOrDefault(property => property.Name == name);
        if (property is null && !isOpen)
        {
            throw Refused($"There is no field '{path}'.");
        }

        if (steps.Length == 1)
        {
            _members[name] = null;
        }
        else if (!_members.TryGetValue(name, out var inner))
        {
            _members[name] = inner = new FieldMask();
            inner.Add(path, steps[1..], TypeOf(property, shape));
        }
        else
        {
            inner?.Add(path, steps[1..], TypeOf(property, shape));
        }
    }

    private static Type TypeOf(JsonPropertyInfo? property, JsonTypeInfo shape) =>
        property is null
            ? shape.ElementType ?? typeof(JsonNode)
            : Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private void Prune(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Prune(item);
                }

                break;
            case JsonObject record:
                foreach (var name in record.Select(member => member.Key).ToList())
                {
                    if (!_members.TryGetValue(name, out var inner))
                    {
                        record.Remove(name);
                    }
                    else
                    {
                        inner?.Prune(record[name]);
                    }
                }

                break;
        }
    }

    private static ProblemException Refused(string detail) => new(Problem.Malformed("fields", "unknown-field", detail));
}
