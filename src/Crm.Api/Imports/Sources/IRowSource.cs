namespace Crm.Api.Imports.Sources;

/// <summary>The rows of a file, in order; reading it again from the beginning gives the same rows.</summary>
internal interface IRowSource : IAsyncDisposable
{
    /// <summary>The names of the columns as the file has them; <see cref="SourceRow.Cells"/> stand in the same order.</summary>
    IReadOnlyList<string> Columns { get; }

    ImportFindings Findings { get; }

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="ImportUnreadable">The file as a whole cannot be relied on.</exception>
    ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken);
}
