using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Crm.Api.Imports;

/// <summary>Reads a CSV row by row; a byte order mark wins over the encoding given.</summary>
internal sealed class CsvSource : IDisposable
{
    private readonly StreamReader _reader;
    private readonly CsvParser _parser;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    private CsvSource(Stream stream, ImportSettings settings)
    {
        _reader = new StreamReader(stream, settings.Encoding, detectEncodingFromByteOrderMarks: true);
        _parser = new CsvParser(
            _reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = settings.Delimiter,
                IgnoreBlankLines = true,
                BadDataFound = null,
                CountBytes = false,
            }
        );
    }

    public static async Task<CsvSource> OpenAsync(Stream stream, ImportSettings settings)
    {
        var source = new CsvSource(stream, settings);
        await source.ReadHeaderAsync();
        return source;
    }

    public bool HasColumn(string name) => _columns.ContainsKey(name);

    public IEnumerable<string> Columns => _columns.Keys;

    /// <summary>The next row, or null at the end.</summary>
    public async Task<ImportRow?> ReadAsync()
    {
        var line = _parser.RawRow + 1;
        if (!await _parser.ReadAsync())
        {
            return null;
        }

        return new ImportRow(line, _parser.Record!, _columns);
    }

    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    private async Task ReadHeaderAsync()
    {
        if (!await _parser.ReadAsync() || _parser.Record is not { } header)
        {
            throw new ImportUnreadable("file-empty", "The file has no header row.");
        }

        for (var index = 0; index < header.Length; index++)
        {
            if (!_columns.TryAdd(header[index].Trim(), index))
            {
                throw new ImportUnreadable("column-repeated", $"The file has two columns '{header[index]}'.");
            }
        }
    }
}

/// <summary>A row of a file, and the line it begins at.</summary>
internal sealed class ImportRow(long line, string[] cells, IReadOnlyDictionary<string, int> columns)
{
    public long Line => line;

    public string this[string column] => cells[columns[column]];

    /// <summary>A row with more or fewer cells than the header cannot be trusted in any of them.</summary>
    public void CheckWidth()
    {
        if (cells.Length != columns.Count)
        {
            throw new RowRejected("ragged-row", null, $"The row has {cells.Length} cells, the header {columns.Count}.");
        }
    }
}
