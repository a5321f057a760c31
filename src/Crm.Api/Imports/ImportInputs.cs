using System.Text.Json;
using Crm.Api.Http;
using Crm.Api.Imports.Sources;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Results;

namespace Crm.Api.Imports;

/// <summary>Shows the rows of an import's file once more, for its results.</summary>
internal sealed class ImportInputs(IServiceScopeFactory scopes) : IJobInputs
{
    private const char Comma = ',';
    private const char DoubleQuote = '"';
    private const string Utf8 = "utf-8";

    public async Task<IJobInput> OpenAsync(Job job, CancellationToken cancellationToken)
    {
        var options = JsonSerializer.Deserialize(job.Options, Json.TypeInfo<ImportOptions>())!;
        return new Input(await ImportFiles.OpenAsync(job, options, scopes, cancellationToken));
    }

    private sealed class Input(IRowSource source) : IJobInput
    {
        public IReadOnlyList<string> Columns => source.Columns;

        /// <summary>As the file has it, since the options it is sent with again may say so. A mark tells the encoding whatever they say.</summary>
        public CsvStyle Style { get; } =
            new(
                source.Findings.Delimiter?.Value[0] ?? Comma,
                source.Findings.Quote?.Value[0] ?? DoubleQuote,
                source.Findings.ByteOrderMark == true || source.Findings.Encoding?.Value != Utf8
            );

        public async ValueTask<JobInputRow?> ReadAsync(CancellationToken cancellationToken) =>
            await source.ReadAsync(cancellationToken) is { } row
                ? new JobInputRow(row.Line, row.Cells, row.Body)
                : null;

        public ValueTask DisposeAsync() => source.DisposeAsync();
    }
}
