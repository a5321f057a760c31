using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Cli.Contracts;

namespace Crm.Cli.Resources;

/// <summary>`path=text` or `path:=JSON`, put into a body.</summary>
internal static class BodyAssignment
{
    /// <summary>Puts one assignment into the body.</summary>
    /// <param name="body">The body to change; objects on the way are made.</param>
    /// <param name="assignment">What was typed.</param>
    /// <param name="fields">The fields of the contract, which tell whether a text means a number.</param>
    public static void Apply(JsonObject body, string assignment, IReadOnlyList<BodyField> fields)
    {
        var separator = assignment.IndexOf('=');
        var isJson = separator > 0 && assignment[separator - 1] == ':';
        var path = separator < 0 ? "" : assignment[..(isJson ? separator - 1 : separator)];
        if (path.Length == 0 || path.Split('.').Any(name => name.Length == 0))
        {
            throw Failure.Usage($"'{assignment}' is not path=value, nor path:=JSON.");
        }

        var text = assignment[(separator + 1)..];
        var names = path.Split('.');
        Holder(body, names, path)[names[^1]] = isJson ? Json(text, path) : Typed(text, path, fields);
    }

    private static JsonObject Holder(JsonObject body, string[] names, string path)
    {
        var holder = body;
        foreach (var name in names[..^1])
        {
            var below = holder[name] ??= new JsonObject();
            holder =
                below as JsonObject ?? throw Failure.Usage($"'{path}' leads through '{name}', which is not an object.");
        }

        return holder;
    }

    private static JsonNode? Json(string text, string path)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException invalid)
        {
            throw Failure.Usage($"The value of '{path}' is not JSON: {invalid.Message}", $"write text as {path}=text");
        }
    }

    private static JsonNode? Typed(string text, string path, IReadOnlyList<BodyField> fields) =>
        fields.FirstOrDefault(field => field.Name == path) is { IsList: false } field
            ? FieldText.Parse(field.Kind, text)
                ?? throw Failure.Usage($"'{text}' does not fit '{path}': it takes {FieldText.Expectation(field.Kind)}.")
            : JsonValue.Create(text);
}
