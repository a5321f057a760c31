using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>One line of a batch: the operation it asks for, or why it asks for none.</summary>
internal sealed record BatchLine(int Number, JsonObject? Operation, string? Refusal)
{
    public static readonly string[] Operations = ["create", "update", "upsert", "delete"];

    public static readonly string[] Columns = ["line", "ok", "id", "outcome", "error"];

    /// <summary>The answer for a line the service has judged.</summary>
    public JsonObject Answer(JsonNode? result)
    {
        if ((int?)result?["status"] is not (>= 200 and < 300))
        {
            return Rejected(result?["id"], Problem.RowError(result?["problem"]));
        }

        // Several matches are an answer to the service, but not what the line asked for.
        return (string?)result["outcome"] == "duplicate"
            ? Rejected(id: null, Error("duplicate", "Several records match; nothing was changed."))
            : new JsonObject
            {
                ["line"] = Number,
                ["ok"] = true,
                ["id"] = result["id"]?.DeepClone(),
                ["outcome"] = result["outcome"]?.DeepClone(),
            };
    }

    /// <summary>The answer for a line that was never sent.</summary>
    public JsonObject Answer() => Rejected(id: null, Error("invalid-line", Refusal));

    private static JsonObject Error(string code, string? detail) => new() { ["code"] = code, ["detail"] = detail };

    private JsonObject Rejected(JsonNode? id, JsonObject error) =>
        new()
        {
            ["line"] = Number,
            ["ok"] = false,
            ["id"] = id?.DeepClone(),
            ["error"] = error,
        };
}

/// <summary>How the lines of a batch are understood.</summary>
internal sealed record BatchReading(string? Operation, IReadOnlyList<string> MatchOn)
{
    public BatchLine Read(int number, string text)
    {
        try
        {
            return JsonNode.Parse(text) is not JsonObject line
                    ? new BatchLine(number, null, "The line is not a JSON object.")
                : Operation is null ? ReadOperation(number, line)
                : ReadRecord(number, line, Operation);
        }
        catch (JsonException invalid)
        {
            return new BatchLine(number, null, $"The line is not JSON: {invalid.Message}");
        }
    }

    private static BatchLine ReadOperation(int number, JsonObject line) =>
        line["op"] is JsonValue operation && BatchLine.Operations.Contains(operation.ToString())
            ? new BatchLine(number, line, null)
            : new BatchLine(
                number,
                null,
                $"The line has no \"op\" of {string.Join(", ", BatchLine.Operations)}; or give --op."
            );

    private BatchLine ReadRecord(int number, JsonObject record, string operation)
    {
        var wrapped = new JsonObject { ["op"] = operation };
        if (operation is "update" or "delete")
        {
            if (record["id"] is not JsonValue id)
            {
                return new BatchLine(number, null, $"The line has no \"id\" to {operation}.");
            }

            wrapped["id"] = id.DeepClone();
            wrapped["etag"] = record["etag"]?.DeepClone();
            record.Remove("id");
            record.Remove("etag");
        }

        if (operation == "upsert")
        {
            wrapped["matchOn"] = new JsonArray([.. MatchOn.Select(key => JsonValue.Create(key))]);
        }

        if (operation != "delete")
        {
            wrapped["body"] = record;
        }

        return new BatchLine(number, wrapped, null);
    }
}
