using Crm.Api.Http.Lists;

namespace Crm.Api.Imports.Sources;

/// <summary>Reads a CSV with a header row.</summary>
internal sealed class CsvSource : PartReader
{
    private const int SampleLength = 64 * 1024;

    private readonly FileText _text;
    private readonly CsvRowReader _rows;
    private readonly int[]? _taken;
    private readonly int _width;
    private readonly int _markAt;
    private readonly EndMarks _marks;

    private CsvSource(FileText text, CsvRowReader rows, string[] header, ImportFindings findings)
    {
        _text = text;
        _rows = rows;
        _width = header.Length;
        _markAt = Array.LastIndexOf(header, EndMark.Name);
        _marks = new EndMarks(isPromised: _markAt >= 0);
        var areResults = AreResults(header);
        _taken =
            areResults || _markAt >= 0
                ? [.. Enumerable.Range(0, _width).Where(at => at != _markAt && !(areResults && IsResult(header[at])))]
                : null;
        Columns = Taken(header);
        Findings = findings with { Columns = Columns };
        rows.Columns = header;
    }

    public override IReadOnlyList<string> Columns { get; }

    public override ImportFindings Findings { get; }

    public override long LinesRead => _rows.LinesRead;

    public static async Task<CsvSource> OpenAsync(
        FileText text,
        SourceSettings settings,
        ImportFindings findings,
        CancellationToken cancellationToken
    )
    {
        var isWhole = await text.LookAheadAsync(SampleLength, cancellationToken);
        var dialect = CsvDialect.Of(text.Window, isWhole, settings.Delimiter, settings.Quote);
        var lineEnd = LineEnds.Of(text.Window);
        var rows = new CsvRowReader(text, dialect.Delimiter, dialect.Quote);
        var hasHeader = await rows.ReadAsync(cancellationToken);
        if (dialect.HasHint)
        {
            hasHeader = await rows.ReadAsync(cancellationToken);
        }

        if (!hasHeader)
        {
            throw new ImportUnreadable("file-empty", "The file has no header row.");
        }

        if (rows.Fault is { } fault)
        {
            throw new ImportUnreadable(fault.Code, $"The header cannot be read: {fault.Detail}");
        }

        return new CsvSource(
            text,
            rows,
            [.. rows.Cells.Select(cell => cell.Trim())],
            findings with
            {
                Delimiter = dialect.DelimiterFinding,
                Quote = dialect.QuoteFinding,
                LineEnd = lineEnd,
            }
        );
    }

    public override async ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _rows.ReadAsync(cancellationToken))
        {
            var cells = _rows.Cells.ToArray();
            if (_markAt >= 0 && cells.Length == _width && cells[_markAt].Length > 0)
            {
                _marks.Check(cells[_markAt], _rows.Line);
                continue;
            }

            _marks.CountRow();
            return new SourceRow
            {
                Line = _rows.Line,
                Cells = cells.Length == _width ? Taken(cells) : cells,
                Fault = _rows.Fault ?? (cells.Length == _width ? null : Ragged(cells.Length)),
            };
        }

        _marks.CheckWhole();
        return null;
    }

    public override ValueTask DisposeAsync() => _text.DisposeAsync();

    private string[] Taken(string[] cells) => _taken is null ? cells : Array.ConvertAll(_taken, index => cells[index]);

    private RowFault Ragged(int cells) => new("ragged-row", null, $"The row has {cells} cells, the header {_width}.");
}
