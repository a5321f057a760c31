using System.Text.Json.Nodes;
using Spectre.Console;

namespace Crm.Cli.Output;

/// <summary>A table for people: rows for a list, one line per field for a single record.</summary>
internal sealed class TableWriter(TextWriter output, OutputChoice choice, IReadOnlyList<string> columns, int width)
    : RecordWriter
{
    /// <summary>With the space around it, what a column needs to be of any use.</summary>
    private const int LeastWidth = 8;

    private readonly List<JsonNode> _rows = [];

    private IReadOnlyList<string> Columns => choice.Fields ?? columns;

    public override void WriteSingle(JsonNode record)
    {
        var table = NewTable("field", "value");
        table.ShowHeaders = false;
        foreach (var field in choice.Fields ?? (record as JsonObject)?.SelectMany(Paths) ?? columns)
        {
            table.AddRow(
                new Text(field, new Style(decoration: Decoration.Dim)),
                new Text(CellText.InLines(FieldPath.Read(record, field)))
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

        var cells = _rows
            .Select(row => Columns.Select(column => CellText.ForPeople(FieldPath.Read(row, column))).ToArray())
            .ToList();
        var table = NewTable([.. Columns]);
        table.ShowHeaders = choice.HasHeader;
        KeepWhole(table, cells);
        foreach (var row in cells)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        Print(table);
    }

    /// <summary>An object that is no value of its own is shown by its members.</summary>
    private static IEnumerable<string> Paths(KeyValuePair<string, JsonNode?> member) =>
        member.Value is JsonObject { Count: > 0 } holder && !CellText.IsMoney(holder)
            ? holder.Select(inner => $"{member.Key}.{inner.Key}")
            : [member.Key];

    private static Table NewTable(params string[] headers)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in headers)
        {
            table.AddColumn(
                new TableColumn(new Text(header, new Style(decoration: Decoration.Bold)))
                {
                    Padding = new Padding(0, 0, 1, 0),
                }
            );
        }

        return table;
    }

    /// <summary>Broken over two lines, an id cannot be copied; so ids stay whole, the first before others, while the rest has some room.</summary>
    private void KeepWhole(Table table, List<string[]> cells)
    {
        var room = width - (Columns.Count * LeastWidth);
        for (var column = 0; column < Columns.Count; column++)
        {
            var whole = cells.Max(row => row[column].Length) - LeastWidth;
            if (IsId(Columns[column]) && whole <= room)
            {
                table.Columns[column].NoWrap = true;
                room -= Math.Max(whole, 0);
            }
        }
    }

    private static bool IsId(string column) =>
        column is "id" or "number" || column.EndsWith("Id", StringComparison.Ordinal);

    private void Print(Table table) => SpectreConsole.Open(output, choice.HasColor, width).Write(table);
}
