using Crm.Api.Kernel;

namespace Crm.Api.Http.Lists;

/// <summary>
/// Writes records as a workbook of one sheet. It needs no end mark: a workbook that was cut off has lost its directory, which comes last,
/// and cannot be opened.
/// </summary>
internal sealed class XlsxRows<T> : IRecordRows<T>
{
    private readonly XlsxSheet _sheet;
    private readonly IReadOnlyList<RecordColumn<T>> _columns;

    public XlsxRows(Stream stream, FieldMask? mask)
    {
        _columns = RecordColumn<T>.Of(mask);
        _sheet = new XlsxSheet(stream);
        foreach (var column in _columns)
        {
            _sheet.Cell(column.Name, CellKind.Text);
        }

        _sheet.EndRow();
    }

    public void Write(T record)
    {
        foreach (var column in _columns)
        {
            _sheet.Cell(column.TextOf(record) is { } text ? Guarded(text) : null, column.Kind);
        }

        _sheet.EndRow();
    }

    public void End(long rows) => _sheet.Finish();

    public ValueTask DisposeAsync()
    {
        _sheet.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Text cells run nothing. Only what looks guarded is guarded once more, since whoever imports the sheet takes one guard away.</summary>
    private static string Guarded(string text) => text is ['\'', ..] ? FormulaGuard.Added(text) : text;
}
