using System.Text.Json.Nodes;

namespace Crm.Api.Tests.Contract;

/// <summary>The check of examples finds what it should.</summary>
public sealed class SchemaCheckTests
{
    private static readonly ContractDocument Contract = ContractDocument.Parse(
        """
        {
          "paths": {},
          "components": {
            "schemas": {
              "Thing": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": false,
                "properties": {
                  "name": { "type": "string", "maxLength": 5, "pattern": "\\S" },
                  "kind": { "oneOf": [{ "type": "null" }, { "type": "string", "enum": ["a", "b"] }] },
                  "id": { "type": "string", "format": "uuid" },
                  "day": { "type": ["null", "string"], "format": "date" },
                  "sizes": { "type": "array", "maxItems": 2, "items": { "type": "integer", "minimum": 0 } },
                  "part": { "$ref": "#/components/schemas/Thing" }
                }
              }
            }
          }
        }
        """
    );

    [Theory]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"name":"x","kind":null,"day":null,"sizes":[0,7],"part":{"name":"y","kind":"b"}}""")]
    public void What_fits_has_no_mistakes(string json) => Assert.Empty(MistakesIn(json));

    [Theory]
    [InlineData("[]", ": array where object is expected")]
    [InlineData("{}", ": 'name' is missing")]
    [InlineData("""{"name":"x","more":1}""", ": there is no 'more'")]
    [InlineData("""{"name":"too long"}""", "/name: 8 characters")]
    [InlineData("""{"name":" "}""", "/name: ' ' does not match \\S")]
    [InlineData("""{"name":null}""", "/name: null where string is expected")]
    [InlineData("""{"name":"x","kind":"c"}""", "/kind: not exactly one of the options")]
    [InlineData("""{"name":"x","id":"7"}""", "/id: '7' is no uuid")]
    [InlineData("""{"name":"x","day":"2026-02-30"}""", "/day: '2026-02-30' is no date")]
    [InlineData("""{"name":"x","sizes":[1,2,3]}""", "/sizes: 3 items")]
    [InlineData("""{"name":"x","sizes":[-1]}""", "/sizes/0: -1 is out of range")]
    [InlineData("""{"name":"x","sizes":[1.5]}""", "/sizes/0: number where integer is expected")]
    [InlineData("""{"name":"x","part":{}}""", "/part: 'name' is missing")]
    public void What_does_not_fit_is_found(string json, string mistake) => Assert.Equal([mistake], MistakesIn(json));

    private static IReadOnlyList<string> MistakesIn(string json) =>
        new SchemaCheck(Contract).Mistakes(
            JsonNode.Parse(json),
            JsonNode.Parse("""{ "$ref": "#/components/schemas/Thing" }""")!
        );
}
