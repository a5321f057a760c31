using System.Globalization;
using System.Text.Json.Nodes;

namespace Crm.Api.Tests.Contract;

/// <summary>
/// Finds what in a newer contract breaks programs written against an older one: what is gone, what is asked for in addition, and
/// what is allowed no longer. Additions that nobody must know about are no change in this sense.
/// </summary>
internal sealed class ContractChanges
{
    private readonly ContractDocument _old;
    private readonly ContractDocument _new;
    private readonly HashSet<string> _compared = new(StringComparer.Ordinal);
    private readonly List<string> _found = [];

    private ContractChanges(ContractDocument old, ContractDocument @new) => (_old, _new) = (old, @new);

    public static IReadOnlyList<string> Between(ContractDocument old, ContractDocument @new)
    {
        var changes = new ContractChanges(old, @new);
        foreach (var before in old.Operations)
        {
            var after = @new.Operations.FirstOrDefault(operation =>
                (operation.Method, operation.Path) == (before.Method, before.Path)
            );
            if (after is null)
            {
                changes._found.Add($"{before.Method} {before.Path}: removed");
            }
            else
            {
                changes.CompareOperations(before, after);
            }
        }

        return changes._found;
    }

    private void CompareOperations(ContractOperation before, ContractOperation after)
    {
        var name = $"{before.Method} {before.Path}";
        Same($"{name}: operation id", before.Id, after.Id);
        Same($"{name}: scope", before.Scope, after.Scope);
        CompareParameters(name, before, after);
        CompareBodies(name, before, after);
        foreach (var (status, answer) in before.Responses.Where(pair => pair.Key[0] == '2'))
        {
            if (after.Responses[status] is not { } now)
            {
                _found.Add($"{name}: answer {status} removed");
            }
            else
            {
                CompareContents($"{name} answer {status}", _old.Resolve(answer!), _new.Resolve(now), isRequest: false);
            }
        }
    }

    private void CompareParameters(string name, ContractOperation before, ContractOperation after)
    {
        foreach (var parameter in before.Parameters)
        {
            var place = $"{name} parameter {parameter["name"]}";
            if (Find(after, parameter) is { } now)
            {
                Asked(place, parameter["required"], now["required"]);
                CompareSchemas(place, parameter["schema"], now["schema"], isRequest: true);
            }
            else
            {
                _found.Add($"{place}: removed");
            }
        }

        foreach (var parameter in after.Parameters.Where(parameter => Find(before, parameter) is null))
        {
            Asked($"{name} parameter {parameter["name"]}", null, parameter["required"]);
        }
    }

    private static JsonObject? Find(ContractOperation operation, JsonObject parameter) =>
        operation.Parameters.FirstOrDefault(other =>
            (string)other["name"]! == (string)parameter["name"]! && (string)other["in"]! == (string)parameter["in"]!
        );

    private void CompareBodies(string name, ContractOperation before, ContractOperation after)
    {
        switch (before.Node["requestBody"], after.Node["requestBody"])
        {
            case ({ } old, { } now):
                Asked($"{name} body", old["required"], now["required"]);
                CompareContents($"{name} body", old.AsObject(), now.AsObject(), isRequest: true);
                break;
            case ({ }, null):
                _found.Add($"{name} body: removed");
                break;
            case (null, { } now):
                Asked($"{name} body", null, now["required"]);
                break;
        }
    }

    private void CompareContents(string name, JsonObject before, JsonObject after, bool isRequest)
    {
        foreach (var (mediaType, media) in before["content"] as JsonObject ?? [])
        {
            if (after["content"]?[mediaType] is { } now)
            {
                CompareSchemas($"{name} {mediaType}", media!["schema"], now["schema"], isRequest);
            }
            else
            {
                _found.Add($"{name} {mediaType}: removed");
            }
        }
    }

    private void CompareSchemas(string name, JsonNode? before, JsonNode? after, bool isRequest)
    {
        if (before is null || after is null)
        {
            return;
        }

        var side = isRequest ? "request" : "answer";
        if ((string?)before["$ref"] is { } reference)
        {
            // A schema that many operations share is compared, and reported, once.
            name = $"{reference.Split('/')[^1]} ({side})";
            if (!_compared.Add($"{side} {reference} {after["$ref"]}"))
            {
                return;
            }
        }

        var (old, now) = (_old.Schema(before), _new.Schema(after));
        CompareTypes(name, (before, old), (after, now), isRequest);
        CompareFields(name, old, now, isRequest);
        CompareSchemas($"{name}[]", old["items"], now["items"], isRequest);
        if (isRequest)
        {
            CompareLimits(name, old, now);
        }
    }

    private void CompareTypes(
        string name,
        (JsonNode Node, JsonObject Schema) before,
        (JsonNode Node, JsonObject Schema) after,
        bool isRequest
    )
    {
        Same($"{name}: type", TypeOf(before.Schema), TypeOf(after.Schema));
        Same($"{name}: format", (string?)before.Schema["format"], (string?)after.Schema["format"]);
        var (couldBeNull, canBeNull) = (AllowsNull(_old, before.Node), AllowsNull(_new, after.Node));
        if (isRequest && couldBeNull && !canBeNull)
        {
            _found.Add($"{name}: null is not allowed any longer");
        }
        else if (!isRequest && !couldBeNull && canBeNull)
        {
            _found.Add($"{name}: may be null now");
        }
    }

    private void CompareFields(string name, JsonObject before, JsonObject after, bool isRequest)
    {
        var (oldFields, newFields) = (
            before["properties"] as JsonObject ?? [],
            after["properties"] as JsonObject ?? []
        );
        foreach (var (field, schema) in oldFields)
        {
            if (newFields[field] is { } now)
            {
                CompareSchemas($"{name}.{field}", schema, now, isRequest);
            }
            else
            {
                _found.Add($"{name}.{field}: removed");
            }
        }

        var (wasRequired, isRequired) = (Words(before["required"]), Words(after["required"]));
        var broken = isRequest
            ? isRequired.Except(wasRequired)
            : wasRequired.Except(isRequired).Where(newFields.ContainsKey);
        _found.AddRange(
            broken.Select(field => $"{name}.{field}: {(isRequest ? "required now" : "not always there any longer")}")
        );
    }

    private void CompareLimits(string name, JsonObject before, JsonObject after)
    {
        if (after["enum"] is not null)
        {
            var gone = before["enum"] is null ? ["any text"] : Words(before["enum"]).Except(Words(after["enum"]));
            _found.AddRange(gone.Select(word => $"{name}: '{word}' is not allowed any longer"));
        }

        foreach (var limit in (string[])["maxLength", "maxItems", "maximum"])
        {
            Narrowed(name, limit, before[limit], after[limit], (old, now) => now < old);
        }

        foreach (var limit in (string[])["minLength", "minItems", "minimum"])
        {
            Narrowed(name, limit, before[limit], after[limit], (old, now) => now > old);
        }

        if (after["pattern"] is not null)
        {
            Same($"{name}: pattern", (string?)before["pattern"], (string?)after["pattern"]);
        }
    }

    private void Narrowed(
        string name,
        string limit,
        JsonNode? old,
        JsonNode? now,
        Func<double, double, bool> isNarrower
    )
    {
        if (now is not null && (old is null || isNarrower(Number(old), Number(now))))
        {
            _found.Add($"{name}: {limit} {old?.ToJsonString() ?? "none"} → {now.ToJsonString()}");
        }
    }

    private void Same(string what, string? before, string? after)
    {
        if (before != after)
        {
            _found.Add($"{what} {before ?? "none"} → {after ?? "none"}");
        }
    }

    private void Asked(string place, JsonNode? before, JsonNode? after)
    {
        if ((bool?)before != true && (bool?)after == true)
        {
            _found.Add($"{place}: required now");
        }
    }

    private static bool AllowsNull(ContractDocument document, JsonNode node)
    {
        var schema = document.Resolve(node);
        return Words(schema["type"]).Contains("null")
            || schema["oneOf"] is JsonArray options && options.Any(option => AllowsNull(document, option!));
    }

    private static string TypeOf(JsonObject schema) =>
        string.Join('|', Words(schema["type"]).Where(type => type != "null"));

    private static IReadOnlyList<string> Words(JsonNode? words) =>
        words switch
        {
            JsonArray several => [.. several.Select(word => word!.ToString())],
            null => [],
            _ => [words.ToString()],
        };

    private static double Number(JsonNode number) => double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);
}
