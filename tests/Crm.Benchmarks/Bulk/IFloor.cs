namespace Crm.Benchmarks.Bulk;

/// <summary>The database's own bulk loader, which knows neither validation nor ledgers nor events.</summary>
internal interface IFloor : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Fills a new table that has one unique index.</summary>
    Task ImportAsync(string csv);

    /// <summary>Writes that table as CSV.</summary>
    /// <returns>How many lines came.</returns>
    Task<long> ExportAsync();

    /// <summary>Writes from the service's own tables as CSV what an export of customers has.</summary>
    /// <param name="database">The file, or how to connect.</param>
    /// <returns>How many lines came.</returns>
    Task<long> ExportSameFieldsAsync(string database);
}
