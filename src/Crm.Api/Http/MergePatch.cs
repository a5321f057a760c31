using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Api.Http;

/// <summary>Merge patch, RFC 7396: absent means untouched, null clears, objects are merged, anything else replaces.</summary>
internal static class MergePatch
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = Json.MaxDepth,
        AllowDuplicateProperties = false,
    };

    public static JsonObject Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? JsonObject.Create(document.RootElement.Clone())!
                : throw new ProblemException(Problem.Malformed("", "wrong-type", "A merge patch is a JSON object."));
        }
        catch (JsonException wrong)
        {
            throw JsonMistakes.Problem(wrong);
        }
    }

    public static TForm Apply<TForm>(TForm present, JsonObject patch)
        where TForm : class
    {
        var merged = (JsonObject)JsonSerializer.SerializeToNode(present, Json.TypeInfo<TForm>())!;
        Merge(merged, patch);
        var form = BodyReader.Parse<TForm>(JsonSerializer.SerializeToUtf8Bytes(merged, Json.TypeInfo<JsonObject>()));
        FormValidation.Check(form);
        return form;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    // Kept as null rather than removed, so that a misspelt name is still noticed as unknown.
                    target[name] = null;
                    break;
                case JsonObject inner when target[name] is JsonObject present:
                    Merge(present, inner);
                    break;
                case JsonObject inner:
                    var fresh = new JsonObject();
                    Merge(fresh, inner);
                    target[name] = fresh;
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
