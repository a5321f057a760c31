using System.Text.Json.Nodes;

namespace Crm.Cli.Output;

/// <summary>One JSON document a line.</summary>
internal sealed class NdjsonWriter(TextWriter output, IReadOnlyList<string>? fields) : RecordWriter
{
    public override void WriteSingle(JsonNode record) => WriteItem(record);

    public override void WriteItem(JsonNode record) =>
        output.Write(JsonText.Compact(fields is null ? record : FieldPath.Project(record, fields)) + "\n");

    public override void EndList() { }
}
