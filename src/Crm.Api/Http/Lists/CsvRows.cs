using System.Globalization;
using System.Text;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Lists;

/// <summary>Writes records as CSV: a header of field paths, then a record each.</summary>
internal sealed class CsvRows<T> : IRecordRows<T>
{
    private readonly StreamWriter _writer;
    private readonly CsvText _csv;
    private readonly IReadOnlyList<RecordColumn<T>> _columns;
    private readonly bool _marksEnd;

    public CsvRows(Stream stream, FieldMask? mask, bool marksEnd)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _writer = new StreamWriter(stream, encoding, Spool.BufferSize, leaveOpen: true);
        _csv = new CsvText(_writer);
        _columns = RecordColumn<T>.Of(mask);
        _marksEnd = marksEnd;
        foreach (var column in _columns)
        {
            _csv.Cell(column.Name);
        }

        EndRecord(EndMark.Name);
    }

    public void Write(T record)
    {
        foreach (var column in _columns)
        {
            _csv.Cell(column.TextOf(record) is { } text ? FormulaGuard.Added(text) : null);
        }

        EndRecord(mark: null);
    }

    public void End(long rows)
    {
        if (!_marksEnd)
        {
            return;
        }

        foreach (var _ in _columns)
        {
            _csv.Cell(null);
        }

        EndRecord(rows.ToString(CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private void EndRecord(string? mark)
    {
        if (_marksEnd)
        {
            _csv.Cell(mark);
        }

        _csv.EndRecord();
    }
}
