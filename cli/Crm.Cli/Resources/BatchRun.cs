using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>Sends the lines of a batch in chunks and answers each of them, in order.</summary>
internal sealed class BatchRun(
    CrmClient client,
    Shell shell,
    Func<JsonArray, int, ApiRequest> requestFor,
    bool isAtomic,
    string key
)
{
    /// <summary>At up to three bytes a letter this stays under the 8 MiB the service takes in one request.</summary>
    private const int LongestChunk = 2 * 1024 * 1024;

    private int _chunks;
    private int _accepted;
    private int _rejected;

    public async Task<ExitCode> RunAsync(
        string file,
        BatchReading reading,
        RecordWriter writer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var input = InputFile.Open(file, shell);
            await SendAllAsync(input, reading, writer, cancellationToken);
        }
        catch (Exception) when (_chunks > 0 && !isAtomic)
        {
            await shell.Error.WriteLineAsync(
                $"Stopped after {_accepted + _rejected} lines. The same input with --idempotency-key {key} goes on without doubling a row."
            );
            throw;
        }

        writer.EndList();
        await shell.Error.WriteLineAsync($"{_accepted} done, {_rejected} rejected.");
        return _rejected == 0 ? ExitCode.Ok : ExitCode.PartialSuccess;
    }

    private async Task SendAllAsync(
        TextReader input,
        BatchReading reading,
        RecordWriter writer,
        CancellationToken cancellationToken
    )
    {
        var chunk = new List<BatchLine>(BatchCommand.LargestChunk);
        var length = 0;
        for (var number = 1; await InputFile.ReadLineAsync(input, cancellationToken) is { } text; number++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var isTooLong = chunk.Count > 0 && length + text.Length > LongestChunk;
            if (chunk.Count == BatchCommand.LargestChunk || isTooLong)
            {
                RefuseSecondAtomicChunk();
                await SendAsync(chunk, writer, cancellationToken);
                chunk.Clear();
                length = 0;
            }

            length += text.Length;
            chunk.Add(reading.Read(number, text));
        }

        if (chunk.Count > 0)
        {
            RefuseUnreadableAtomicLine(chunk);
            await SendAsync(chunk, writer, cancellationToken);
        }
    }

    private async Task SendAsync(List<BatchLine> lines, RecordWriter writer, CancellationToken cancellationToken)
    {
        var operations = new JsonArray([.. lines.Select(line => line.Operation?.DeepClone()).OfType<JsonNode>()]);
        _chunks++;
        var answer =
            operations.Count == 0 ? null : await client.SendAsync(requestFor(operations, _chunks), cancellationToken);

        using var results = (answer?["results"] as JsonArray ?? []).GetEnumerator();
        foreach (var line in lines)
        {
            var outcome = line.Operation is null
                ? line.Answer()
                : line.Answer(results.MoveNext() ? results.Current : null);
            writer.WriteItem(outcome);
            _ = (bool)outcome["ok"]! ? _accepted++ : _rejected++;
        }

        await shell.Out.FlushAsync(cancellationToken);
    }

    private void RefuseSecondAtomicChunk()
    {
        if (isAtomic)
        {
            throw Failure.Usage(
                $"--atomic takes at most {BatchCommand.LargestChunk} lines and {LongestChunk} letters; nothing was changed.",
                "split the input, or leave --atomic out"
            );
        }
    }

    private void RefuseUnreadableAtomicLine(List<BatchLine> lines)
    {
        if (isAtomic && lines.Find(line => line.Operation is null) is { } unreadable)
        {
            throw Failure.Usage($"Line {unreadable.Number}: {unreadable.Refusal} With --atomic nothing was changed.");
        }
    }
}
