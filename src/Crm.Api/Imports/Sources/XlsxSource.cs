using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Crm.Api.Imports.Sources;

/// <summary>
/// Reads the first sheet of a spreadsheet. Numbers become text without grouping, dates as yyyy-MM-dd, and of a formula its stored
/// value, whatever the sheet shows; a formula that went wrong has none and reads as an empty cell.
/// </summary>
internal sealed class XlsxSource : PartReader
{
    private readonly Stream _stream;
    private readonly IExcelDataReader _reader;
    private readonly string _decimal;
    private readonly int[] _taken;
    private readonly string[] _header;

    private XlsxSource(Stream stream, IExcelDataReader reader, SourceSettings settings, ImportFindings findings)
    {
        _stream = stream;
        _reader = reader;
        _decimal = settings.Decimal;
        _header = Header();
        var areResults = AreResults(_header);
        _taken = [.. Enumerable.Range(0, _header.Length).Where(index => !areResults || !IsResult(_header[index]))];
        Columns = Array.ConvertAll(_taken, index => _header[index]);
        var because = reader.ResultsCount == 1 ? "It is the only one." : $"It is the first of {reader.ResultsCount}.";
        Findings = findings with { Sheet = new ImportFinding(reader.Name, because), Columns = Columns };
    }

    public override IReadOnlyList<string> Columns { get; }

    public override ImportFindings Findings { get; }

    public override long LinesRead => _reader.Depth + 1;

    public static XlsxSource Open(Stream stream, SourceSettings settings, ImportFindings findings)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return new XlsxSource(stream, ExcelReaderFactory.CreateReader(stream), settings, findings);
        }
        catch (Exception broken) when (broken is ExcelReaderException or InvalidDataException)
        {
            throw Unreadable();
        }
    }

    public override ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken)
    {
        while (Next())
        {
            if (LastCell() is var last and >= 0)
            {
                return ValueTask.FromResult<SourceRow?>(Row(last));
            }
        }

        return ValueTask.FromResult<SourceRow?>(null);
    }

    public override async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
    }

    private string[] Header()
    {
        while (Next())
        {
            if (LastCell() is var last and >= 0)
            {
                return [.. Enumerable.Range(0, last + 1).Select(index => Cell(index).Trim())];
            }
        }

        throw new ImportUnreadable("file-empty", "The first sheet has no header row.");
    }

    private bool Next()
    {
        try
        {
            return _reader.Read();
        }
        catch (Exception broken)
            when (broken is ExcelReaderException or InvalidDataException or System.Xml.XmlException)
        {
            throw Unreadable();
        }
    }

    private SourceRow Row(int last) =>
        new()
        {
            Line = _reader.Depth + 1,
            Cells = Array.ConvertAll(_taken, Cell),
            Fault = last >= _header.Length ? Ragged(last + 1) : null,
        };

    private int LastCell()
    {
        for (var index = _reader.FieldCount - 1; index >= 0; index--)
        {
            if (_reader.GetValue(index) is not (null or ""))
            {
                return index;
            }
        }

        return -1;
    }

    private string Cell(int index) =>
        index >= _reader.FieldCount
            ? ""
            : _reader.GetValue(index) switch
            {
                null => "",
                string text => text,
                bool flag => flag ? "true" : "false",
                DateTime moment => moment.ToString(
                    moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss",
                    CultureInfo.InvariantCulture
                ),
                TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
                double number => Number(number),
                IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
                var other => other.ToString() ?? "",
            };

    private string Number(double number)
    {
        var text =
            Math.Abs(number) < 1e28
                ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
                : number.ToString("R", CultureInfo.InvariantCulture);
        return text.Replace(".", _decimal, StringComparison.Ordinal);
    }

    private RowFault Ragged(int cells) =>
        new("ragged-row", null, $"The row has {cells} cells, the header {_header.Length}.");

    private static ImportUnreadable Unreadable() =>
        new("file-unreadable", "The file looks like a spreadsheet, but cannot be read as one.");
}
