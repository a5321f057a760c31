using System.Text.Json.Nodes;

namespace Crm.Api.Tests.Contract;

/// <summary>An OpenAPI document, with the few questions the tests ask of it.</summary>
internal sealed class ContractDocument(JsonObject root)
{
    private const string FileInRepository = "openapi/crm.json";

    /// <summary>The folder with the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The contract as it is checked in; written by every build.</summary>
    public static ContractDocument Written { get; } =
        Parse(File.ReadAllText(Path.Combine(Repository, FileInRepository)));

    public JsonObject Root => root;

    public IReadOnlyList<ContractOperation> Operations { get; } =
    [
        .. root["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject()
                    .Select(method => new ContractOperation(
                        method.Key.ToUpperInvariant(),
                        path.Key,
                        method.Value!.AsObject()
                    ))
            ),
    ];

    public static ContractDocument Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    /// <summary>The operations' ids as the rows of a theory.</summary>
    public static TheoryData<string> OperationIds(Func<ContractOperation, bool> which) =>
        [.. Written.Operations.Where(which).Select(operation => operation.Id)];

    public ContractOperation Operation(string id) => Operations.Single(operation => operation.Id == id);

    /// <summary>What is meant, where there is only a reference to it.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var current = node.AsObject();
        while ((string?)current["$ref"] is { } reference)
        {
            current = reference.Split('/').Skip(1).Aggregate((JsonNode)root, (at, name) => at[name]!).AsObject();
        }

        return current;
    }

    /// <summary>The schema meant, looking through references and "this or null".</summary>
    public JsonObject Schema(JsonNode node)
    {
        var schema = Resolve(node);
        return schema["oneOf"] is JsonArray options
            ? Schema(options.First(option => (string?)option!["type"] != "null")!)
            : schema;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Crm.Api.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}

/// <summary>One operation of the contract.</summary>
internal sealed record ContractOperation(string Method, string Path, JsonObject Node)
{
    public string Id => (string)Node["operationId"]!;

    public IEnumerable<JsonObject> Parameters => (Node["parameters"]?.AsArray() ?? []).Select(node => node!.AsObject());

    public IEnumerable<JsonObject> QueryParameters =>
        Parameters.Where(parameter => (string)parameter["in"]! == "query");

    public JsonObject Responses => Node["responses"]!.AsObject();

    /// <summary>The media type of the body, the first when there are several; null when there is no body.</summary>
    public string? BodyType => (Node["requestBody"]?["content"] as JsonObject)?.First().Key;

    public JsonObject? Body => BodyType is { } type ? Node["requestBody"]!["content"]![type]!.AsObject() : null;

    public bool TakesJson => BodyType?.EndsWith("json", StringComparison.Ordinal) == true;

    public bool IsPatch => BodyType == "application/merge-patch+json";

    /// <summary>The scope the operation asks for; null when any key will do.</summary>
    public string? Scope =>
        (string?)(Node["security"]?.AsArray().FirstOrDefault()?["apiKey"] as JsonArray)?.FirstOrDefault();

    public bool IsOpen => Node["security"] is JsonArray { Count: 0 };
}
