using Crm.Api.Imports.Sources;

namespace Crm.Api.Imports;

/// <summary>The rows of a file, mapped one by one as they are read.</summary>
internal sealed class MappedSource(IRowSource source, RowMapper mapper) : IAsyncDisposable
{
    /// <summary>The next row, or null at the end.</summary>
    public async ValueTask<MappedRow?> ReadAsync(CancellationToken cancellationToken) =>
        await source.ReadAsync(cancellationToken) is { } row ? mapper.Map(row) : null;

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
