namespace Crm.Api.Imports.Sources;

/// <summary>Reads one part of what an import was sent as.</summary>
internal abstract class PartReader : IAsyncDisposable
{
    private static readonly string[] ResultColumns = ["_line", "_outcome", "_id", "_code", "_detail"];

    public abstract IReadOnlyList<string> Columns { get; }

    public abstract ImportFindings Findings { get; }

    /// <summary>How many lines have been read.</summary>
    public abstract long LinesRead { get; }

    /// <summary>The next row, its line counted from the beginning of the part.</summary>
    public abstract ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    /// <summary>The columns that the results of an earlier import add; a corrected file may still have them.</summary>
    protected static bool AreResults(IEnumerable<string> columns) =>
        columns.Contains(ResultColumns[0]) && columns.Contains(ResultColumns[1]);

    protected static bool IsResult(string column) => ResultColumns.Contains(column);
}
