using System.Text.Json.Nodes;

namespace Crm.Cli.Output;

/// <summary>One JSON document: an object for a single record, one array for a list.</summary>
internal sealed class JsonWriter(TextWriter output, IReadOnlyList<string>? fields) : RecordWriter
{
    private bool _isInList;

    public override void WriteSingle(JsonNode record) => output.WriteLine(JsonText.Indented(Chosen(record)));

    public override void WriteItem(JsonNode record)
    {
        output.Write(_isInList ? ",\n" : "[\n");
        output.Write("  ");
        output.Write(JsonText.Indented(Chosen(record)).Replace("\n", "\n  "));
        _isInList = true;
    }

    public override void EndList() => output.WriteLine(_isInList ? "\n]" : "[]");

    private JsonNode Chosen(JsonNode record) => fields is null ? record : FieldPath.Project(record, fields);
}
