using System.Globalization;
using System.Text;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;

namespace Crm.Api.Jobs.Results;

/// <summary>Results as CSV, in the style of the input.</summary>
internal sealed class CsvResults : IResultWriter
{
    private readonly StreamWriter _writer;
    private readonly CsvText _csv;
    private readonly int _columns;

    public CsvResults(Stream stream, IReadOnlyList<string> columns, CsvStyle style)
    {
        _writer = new StreamWriter(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: style.HasMark),
            Spool.BufferSize,
            leaveOpen: true
        );
        _csv = new CsvText(_writer, style.Delimiter, style.Quote);
        _columns = columns.Count;
        string[] added =
        [
            ResultColumns.Line,
            ResultColumns.Outcome,
            ResultColumns.Id,
            ResultColumns.Code,
            ResultColumns.Detail,
        ];
        foreach (var column in columns.Concat(added))
        {
            _csv.Cell(column);
        }

        _csv.EndRecord();
    }

    public void Write(JobInputRow row, LedgerLine line)
    {
        for (var index = 0; index < _columns; index++)
        {
            _csv.Cell(index < row.Cells.Count ? Guarded(row.Cells[index]) : null);
        }

        _csv.Cell(line.Line.ToString(CultureInfo.InvariantCulture));
        _csv.Cell(EnumText<LineOutcome>.Of(line.Outcome));
        _csv.Cell(line.RecordId?.ToString());
        _csv.Cell(line.Code);
        _csv.Cell(line.Detail is { } detail ? Guarded(detail) : null);
        // What a ragged row has too much stays there to be seen, and keeps the row ragged until it is corrected.
        foreach (var more in row.Cells.Skip(_columns))
        {
            _csv.Cell(Guarded(more));
        }

        _csv.EndRecord();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    /// <summary>A cell that came guarded is not guarded twice, or it would mean another text when it is sent again.</summary>
    private static string Guarded(string cell) => FormulaGuard.Added(FormulaGuard.Removed(cell));
}
