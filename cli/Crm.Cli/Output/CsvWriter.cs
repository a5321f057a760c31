using System.Text.Json.Nodes;

namespace Crm.Cli.Output;

/// <summary>CSV as RFC 4180 has it, with formulas defused.</summary>
internal sealed class CsvWriter(TextWriter output, IReadOnlyList<string> columns, bool hasHeader) : RecordWriter
{
    private bool _isStarted;

    public override void WriteSingle(JsonNode record)
    {
        WriteItem(record);
        EndList();
    }

    public override void WriteItem(JsonNode record)
    {
        Start();
        Row(columns.Select(column => FormulaGuard.Added(CellText.Of(FieldPath.Read(record, column)))));
    }

    public override void EndList() => Start();

    private void Start()
    {
        if (!_isStarted && hasHeader)
        {
            Row(columns);
        }

        _isStarted = true;
    }

    /// <summary>One record with its line break.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted)) + "\r\n";

    private void Row(IEnumerable<string> cells) => output.Write(Line(cells));

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
