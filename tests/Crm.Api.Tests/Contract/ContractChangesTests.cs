using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Crm.Api.Tests.Contract;

/// <summary>What counts as a breaking change, and that the present contract has none that nobody decided on.</summary>
public sealed class ContractChangesTests
{
    private const string Accepted = "openapi/accepted-changes.md";

    private const string Contract = """
        {
          "paths": {
            "/v1/things/{id}": {
              "patch": {
                "operationId": "UpdateThing",
                "security": [{ "apiKey": ["things:write"] }],
                "parameters": [
                  { "name": "mode", "in": "query", "schema": { "type": "string", "enum": ["fast", "slow"] } }
                ],
                "requestBody": {
                  "required": true,
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ThingForm" } } }
                },
                "responses": {
                  "200": {
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ThingResponse" } } }
                  }
                }
              }
            }
          },
          "components": {
            "schemas": {
              "Colour": { "type": "string", "enum": ["red", "blue"] },
              "ThingForm": {
                "type": "object",
                "required": ["name"],
                "properties": {
                  "name": { "type": "string", "maxLength": 50, "minLength": 1 },
                  "colour": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Colour" }] },
                  "sizes": { "type": ["null", "array"], "maxItems": 9, "items": { "type": "integer", "minimum": 0 } }
                }
              },
              "ThingResponse": {
                "type": "object",
                "required": ["name"],
                "properties": {
                  "name": { "type": "string", "maxLength": 50 },
                  "colour": { "$ref": "#/components/schemas/Colour" }
                }
              }
            }
          }
        }
        """;

    private const string Operation = "paths|/v1/things/{id}|patch|";
    private const string Form = "components|schemas|ThingForm|";
    private const string Answer = "components|schemas|ThingResponse|";

    [Theory]
    [InlineData("paths|/v1/things/{id}", "null", "PATCH /v1/things/{id}: removed")]
    [InlineData(Operation + "operationId", "\"Other\"", "PATCH /v1/things/{id}: operation id UpdateThing → Other")]
    [InlineData(
        Operation + "security|0|apiKey|0",
        "\"things:admin\"",
        "PATCH /v1/things/{id}: scope things:write → things:admin"
    )]
    [InlineData(Operation + "parameters|0", "null", "PATCH /v1/things/{id} parameter mode: removed")]
    [InlineData(Operation + "parameters|0|required", "true", "PATCH /v1/things/{id} parameter mode: required now")]
    [InlineData(
        Operation + "parameters|0|schema|enum",
        "[\"fast\"]",
        "PATCH /v1/things/{id} parameter mode: 'slow' is not allowed any longer"
    )]
    [InlineData(Operation + "responses|200", "null", "PATCH /v1/things/{id}: answer 200 removed")]
    [InlineData(
        Operation + "requestBody|content|application/json",
        "null",
        "PATCH /v1/things/{id} body application/json: removed"
    )]
    [InlineData(Form + "required", "[\"name\",\"colour\"]", "ThingForm (request).colour: required now")]
    [InlineData(Form + "properties|name|maxLength", "40", "ThingForm (request).name: maxLength 50 → 40")]
    [InlineData(Form + "properties|name|minLength", "2", "ThingForm (request).name: minLength 1 → 2")]
    [InlineData(Form + "properties|name|pattern", "\"a\"", "ThingForm (request).name: pattern none → a")]
    [InlineData(Form + "properties|name|type", "\"integer\"", "ThingForm (request).name: type string → integer")]
    [InlineData(Form + "properties|sizes", "null", "ThingForm (request).sizes: removed")]
    [InlineData(
        Form + "properties|sizes|type",
        "\"array\"",
        "ThingForm (request).sizes: null is not allowed any longer"
    )]
    [InlineData(Form + "properties|sizes|items|minimum", "1", "ThingForm (request).sizes[]: minimum 0 → 1")]
    [InlineData(
        "components|schemas|Colour|enum",
        "[\"red\"]",
        "ThingForm (request).colour: 'blue' is not allowed any longer"
    )]
    [InlineData(Answer + "properties|colour", "null", "ThingResponse (answer).colour: removed")]
    [InlineData(Answer + "required", "[]", "ThingResponse (answer).name: not always there any longer")]
    [InlineData(
        Answer + "properties|name|type",
        "[\"null\",\"string\"]",
        "ThingResponse (answer).name: may be null now"
    )]
    public void What_breaks_callers_is_found(string place, string value, string change) =>
        Assert.Equal([change], ContractChanges.Between(ContractDocument.Parse(Contract), Changed(place, value)));

    [Theory]
    [InlineData("paths|/v1/others", """{ "get": { "operationId": "ListOthers", "responses": {} } }""")]
    [InlineData(Operation + "parameters|0|schema|enum", "[\"fast\",\"slow\",\"new\"]")]
    [InlineData(Operation + "parameters|0|description", "\"New words\"")]
    [InlineData(Form + "properties|size", """{ "type": "integer" }""")]
    [InlineData(Form + "properties|name|maxLength", "60")]
    [InlineData(Form + "required", "[]")]
    [InlineData(Answer + "properties|size", """{ "type": "integer" }""")]
    [InlineData(Answer + "properties|name|maxLength", "40")]
    [InlineData(Answer + "required", "[\"name\",\"colour\"]")]
    [InlineData("components|schemas|Colour|enum", "[\"red\",\"blue\",\"green\"]")]
    public void What_callers_need_not_know_is_no_change(string place, string value) =>
        Assert.Empty(ContractChanges.Between(ContractDocument.Parse(Contract), Changed(place, value)));

    [Fact]
    public async Task The_contract_breaks_nobody_unless_the_change_was_accepted()
    {
        var last = await LastCommittedAsync();
        var accepted = await File.ReadAllLinesAsync(Path.Combine(ContractDocument.Repository, Accepted));

        var broken = ContractChanges
            .Between(last, ContractDocument.Written)
            .Where(change => !accepted.Contains($"- {change}", StringComparer.Ordinal));

        Assert.True(
            !broken.Any(),
            $"These changes break callers. Undo them, or add each as a line '- …' to {Accepted}:\n{string.Join('\n', broken)}"
        );
    }

    /// <summary>The contract of the last commit; the present one where there is no history, such as in a source archive.</summary>
    private static async Task<ContractDocument> LastCommittedAsync()
    {
        try
        {
            var start = new ProcessStartInfo("git", ["show", "HEAD:openapi/crm.json"])
            {
                WorkingDirectory = ContractDocument.Repository,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var complaint = git.StandardError.ReadToEndAsync();
            var json = await git.StandardOutput.ReadToEndAsync();
            await complaint;
            await git.WaitForExitAsync();
            return git.ExitCode == 0 ? ContractDocument.Parse(json) : ContractDocument.Written;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return ContractDocument.Written;
        }
    }

    /// <summary>The contract above with the value at a place set, or taken away by null.</summary>
    private static ContractDocument Changed(string place, string value)
    {
        var root = JsonNode.Parse(Contract)!;
        var steps = place.Split('|');
        var parent = steps[..^1].Aggregate(root, Step);
        var last = steps[^1];
        switch (parent, value)
        {
            case (JsonArray list, "null"):
                list.RemoveAt(int.Parse(last, null));
                break;
            case (JsonArray list, _):
                list[int.Parse(last, null)] = JsonNode.Parse(value);
                break;
            case (JsonObject record, "null"):
                record.Remove(last);
                break;
            default:
                parent[last] = JsonNode.Parse(value);
                break;
        }

        return new ContractDocument(root.AsObject());
    }

    private static JsonNode Step(JsonNode node, string step) =>
        node is JsonArray list ? list[int.Parse(step, null)]! : node[step]!;
}
