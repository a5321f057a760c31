using System.Text.Json.Nodes;

namespace Crm.Cli.Output;

/// <summary>Writes records to stdout in the chosen format.</summary>
internal abstract class RecordWriter
{
    /// <summary>The writer of the chosen format.</summary>
    /// <param name="output">stdout; only data goes there.</param>
    /// <param name="choice">What the user asked for.</param>
    /// <param name="columns">The columns of tables and CSV when the user names none.</param>
    /// <param name="width">How wide a table may be.</param>
    public static RecordWriter Open(TextWriter output, OutputChoice choice, IReadOnlyList<string> columns, int width) =>
        choice.Format switch
        {
            OutputFormat.Table => new TableWriter(output, choice, columns, width),
            OutputFormat.Json => new JsonWriter(output, choice.Fields),
            OutputFormat.Ndjson => new NdjsonWriter(output, choice.Fields),
            OutputFormat.Csv => new CsvWriter(output, choice.Fields ?? columns, choice.HasHeader),
        };

    /// <summary>One record that is the whole answer.</summary>
    public abstract void WriteSingle(JsonNode record);

    /// <summary>One of many; <see cref="EndList"/> follows the last.</summary>
    public abstract void WriteItem(JsonNode record);

    public abstract void EndList();

    public async Task<int> WriteListAsync(IAsyncEnumerable<JsonNode> records)
    {
        var count = 0;
        await foreach (var record in records)
        {
            WriteItem(record);
            count++;
        }

        EndList();
        return count;
    }
}
