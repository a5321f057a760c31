using System.Text.Json.Nodes;

namespace Crm.Cli.Contracts;

/// <summary>The OpenAPI document of the service, read only when a command needs it.</summary>
internal sealed class Contract(Func<Stream?> open)
{
    private readonly Lazy<JsonNode?> _document = new(() => Load(open));

    public string? Version => (string?)_document.Value?["info"]?["version"];

    public bool Has(HttpMethod method, string path) => Operation(method, path) is not null;

    /// <summary>The fields of an operation's JSON request body; empty when it has none.</summary>
    public IReadOnlyList<BodyField> BodyFields(HttpMethod method, string path, string? below = null)
    {
        var schema = Content(Operation(method, path)?["requestBody"]);
        return FieldsOf(below is null ? schema : Resolve(schema)?["properties"]?[below]);
    }

    /// <summary>The parameters an operation takes in its query.</summary>
    public IReadOnlyList<BodyField> QueryFields(HttpMethod method, string path) =>
        [
            .. (Operation(method, path)?["parameters"] as JsonArray ?? [])
                .Select(Resolve)
                .Where(parameter => (string?)parameter?["in"] == "query")
                .Select(parameter =>
                    Described(
                        (string)parameter!["name"]!,
                        parameter["schema"],
                        (bool?)parameter["required"] ?? false
                    ) with
                    {
                        Description = (string?)parameter["description"] ?? "",
                    }
                ),
        ];

    /// <summary>The fields of the record a GET answers with, or of a list's elements.</summary>
    public IReadOnlyList<string> AnswerFields(string path) => AnswerFields(HttpMethod.Get, path);

    /// <summary>The fields of what an operation answers when it went well, or of the items of a list.</summary>
    public IReadOnlyList<string> AnswerFields(HttpMethod method, string path)
    {
        var answers = Operation(method, path)?["responses"] as JsonObject;
        var good = answers?.FirstOrDefault(answer => answer.Key.StartsWith('2')).Value;
        var answer = Resolve(Content(good));
        var items = Resolve(answer?["properties"]?["items"])?["items"];
        return [.. FieldsOf(items ?? answer).Select(field => field.Name)];
    }

    private static JsonNode? Load(Func<Stream?> open)
    {
        using var stream = open();
        return stream is null ? null : JsonNode.Parse(stream);
    }

    private static JsonNode? Content(JsonNode? holder) =>
        (holder?["content"] as JsonObject)
            ?.Where(entry =>
                entry.Key.Contains("json", StringComparison.Ordinal)
                && !entry.Key.Contains("ndjson", StringComparison.Ordinal)
            )
            .Select(entry => entry.Value?["schema"])
            .FirstOrDefault();

    private JsonNode? Operation(HttpMethod method, string path) =>
        (_document.Value?["paths"] as JsonObject)
            ?.FirstOrDefault(entry => WithoutNames(entry.Key) == WithoutNames(path))
            .Value?[method.Method.ToLowerInvariant()];

    /// <summary>`/v1/customers/{id}` and `/v1/customers/{idOrNumber}` are the same path.</summary>
    private static string WithoutNames(string path) =>
        string.Join('/', path.Split('/').Select(segment => segment.StartsWith('{') ? "{}" : segment));

    private List<JsonNode> PartsOf(JsonNode? schema)
    {
        var parts = new List<JsonNode>();
        Collect(schema, parts);
        return parts;
    }

    private BodyField[] FieldsOf(JsonNode? schema)
    {
        var parts = PartsOf(schema);
        var required = parts
            .SelectMany(part => part["required"] as JsonArray ?? [])
            .Select(name => (string)name!)
            .ToHashSet();
        return
        [
            .. parts
                .SelectMany(part => part["properties"] as JsonObject ?? [])
                .DistinctBy(property => property.Key)
                .Select(property => Described(property.Key, property.Value, required.Contains(property.Key))),
        ];
    }

    /// <summary>A description beside a reference says more about this field than the one of the shared schema.</summary>
    private BodyField Described(string name, JsonNode? schema, bool isRequired)
    {
        var field = BodyField.From(name, Resolve(schema), isRequired, Resolve);
        return (string?)schema?["description"] is { } own ? field with { Description = own } : field;
    }

    private void Collect(JsonNode? schema, List<JsonNode> parts)
    {
        if (Resolve(schema) is not { } resolved)
        {
            return;
        }

        parts.Add(resolved);
        foreach (var part in resolved["allOf"] as JsonArray ?? [])
        {
            Collect(part, parts);
        }
    }

    /// <summary>Follows references, and looks through "this or null".</summary>
    private JsonNode? Resolve(JsonNode? schema)
    {
        var current = schema;
        while (current is not null)
        {
            if ((string?)current["$ref"] is { } reference)
            {
                current = reference
                    .Split('/')
                    .Skip(1)
                    .Aggregate(_document.Value, (node, name) => node?[name.Replace("~1", "/").Replace("~0", "~")]);
            }
            else if ((current["oneOf"] ?? current["anyOf"]) is JsonArray { Count: 2 } choices && choices.Any(IsNull))
            {
                current = choices.First(choice => !IsNull(choice));
            }
            else
            {
                return current;
            }
        }

        return null;
    }

    private static bool IsNull(JsonNode? schema) =>
        schema?["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == "null";
}
