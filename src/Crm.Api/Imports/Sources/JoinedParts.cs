namespace Crm.Api.Imports.Sources;

/// <summary>Reads several files as one; each has the same header, and lines are counted through.</summary>
internal sealed class JoinedParts : IRowSource
{
    private readonly IReadOnlyList<SourcePart> _parts;
    private readonly SourceSettings _settings;
    private PartReader _reader;
    private int _index;
    private long _linesBefore;

    private JoinedParts(IReadOnlyList<SourcePart> parts, SourceSettings settings, PartReader first)
    {
        _parts = parts;
        _settings = settings;
        _reader = first;
        Columns = first.Columns;
        Findings = first.Findings;
    }

    public IReadOnlyList<string> Columns { get; }

    public ImportFindings Findings { get; }

    public static async Task<JoinedParts> OpenAsync(
        IReadOnlyList<SourcePart> parts,
        SourceSettings settings,
        CancellationToken cancellationToken
    )
    {
        var first = await RowSources.OpenAsync(parts[0], settings, cancellationToken);
        // What the first part shows holds for all; only a byte order mark speaks for its part alone.
        var same = settings with
        {
            Format = Kernel.EnumText<FileFormat>.Find(first.Findings.Format.Value),
            Delimiter = first.Findings.Delimiter?.Value[0],
            Quote = first.Findings.Quote?.Value[0],
            Columns = [.. first.Columns],
        };
        return new JoinedParts(parts, same, first);
    }

    public async ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _reader.ReadAsync(cancellationToken) is { } row)
            {
                return _index == 0 ? row : Moved(row);
            }

            if (_index == _parts.Count - 1)
            {
                return null;
            }

            await NextAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        _linesBefore += _reader.LinesRead;
        _index++;
        var next = await RowSources.OpenAsync(_parts[_index], _settings, cancellationToken);
        await _reader.DisposeAsync();
        _reader = next;
        if (!next.Columns.SequenceEqual(Columns))
        {
            throw new ImportUnreadable(
                "parts-differ",
                $"Part {_index + 1} has the columns {string.Join(", ", next.Columns)}; part 1 has {string.Join(", ", Columns)}."
            );
        }
    }

    private SourceRow Moved(SourceRow row) =>
        new()
        {
            Line = _linesBefore + row.Line,
            Cells = row.Cells,
            Body = row.Body,
            Fault = row.Fault is { } fault ? fault with { Detail = $"Part {_index + 1}: {fault.Detail}" } : null,
        };
}
