using System.Text.Json.Nodes;

namespace Crm.Cli.Output;

/// <summary>A line per record at once, for a person who watches them come; each column grows with what stands in it.</summary>
internal sealed class LineWriter(TextWriter output, IReadOnlyList<string> columns) : RecordWriter
{
    private readonly int[] _widths = new int[columns.Count];

    public override void WriteSingle(JsonNode record) => WriteItem(record);

    public override void WriteItem(JsonNode record)
    {
        var cells = columns.Select(
            (column, place) => Padded(CellText.ForPeople(FieldPath.Read(record, column)), place)
        );
        output.Write(string.Join("  ", cells).TrimEnd() + "\n");
    }

    public override void EndList() { }

    private string Padded(string cell, int place)
    {
        _widths[place] = Math.Max(_widths[place], cell.Length);
        return cell.PadRight(_widths[place]);
    }
}
