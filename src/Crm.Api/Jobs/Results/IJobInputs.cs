using System.Text.Json.Nodes;

namespace Crm.Api.Jobs.Results;

/// <summary>
/// Shows the input rows of a kind of job once more, so that its results can be given in the input's own columns. A kind without one had
/// records as its input; its results name them by id.
/// </summary>
internal interface IJobInputs
{
    Task<IJobInput> OpenAsync(Job job, CancellationToken cancellationToken);
}

/// <summary>The rows of one job's input, in order, with the lines its ledger has.</summary>
internal interface IJobInput : IAsyncDisposable
{
    IReadOnlyList<string> Columns { get; }

    CsvStyle Style { get; }

    ValueTask<JobInputRow?> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>A row of the input.</summary>
/// <param name="Line">As in the ledger.</param>
/// <param name="Cells">In the order of the columns; more or fewer where the row is ragged.</param>
/// <param name="Body">The row itself, where it is JSON.</param>
internal sealed record JobInputRow(long Line, IReadOnlyList<string> Cells, JsonObject? Body);

/// <summary>How a CSV is written.</summary>
/// <param name="HasMark">True when it begins with a byte order mark.</param>
internal sealed record CsvStyle(char Delimiter, char Quote, bool HasMark);
