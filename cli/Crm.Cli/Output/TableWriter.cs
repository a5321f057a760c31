using System.Text.Json.Nodes;
using Spectre.Console;

namespace Crm.Cli.Output;

/// <summary>A table for people: rows for a list, one line per field for a single record.</summary>
internal sealed class TableWriter(TextWriter output, OutputChoice choice, IReadOnlyList<string> columns, int width)
    : RecordWriter
{
    private readonly List<JsonNode> _rows = [];

    private IReadOnlyList<string> Columns => choice.Fields ?? columns;

    public override void WriteSingle(JsonNode record)
    {
        var table = NewTable("field", "value");
        table.ShowHeaders = false;
        IEnumerable<string> fields = choice.Fields ?? (record as JsonObject)?.Select(member => member.Key) ?? columns;
        foreach (var field in fields)
        {
            table.AddRow(
                new Text(field, new Style(decoration: Decoration.Dim)),
                new Text(CellText.ForTerminal(FieldPath.Read(record, field)))
            );
        }

        Print(table);
    }

    public override void WriteItem(JsonNode record) => _rows.Add(record);

    public override void EndList()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        var table = NewTable([.. Columns]);
        table.ShowHeaders = choice.HasHeader;
        foreach (var row in _rows)
        {
            table.AddRow(Columns.Select(column => new Text(CellText.ForPeople(FieldPath.Read(row, column)))));
        }

        Print(table);
    }

    private static Table NewTable(params string[] headers)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in headers)
        {
            table.AddColumn(
                new TableColumn(new Text(header, new Style(decoration: Decoration.Bold)))
                {
                    // Broken over two lines, an id cannot be copied.
                    NoWrap = header is "id" or "number" || header.EndsWith("Id", StringComparison.Ordinal),
                    Padding = new Padding(0, 0, 1, 0),
                }
            );
        }

        return table;
    }

    private void Print(Table table) => SpectreConsole.Open(output, choice.HasColor, width).Write(table);
}
