using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>`crm customers batch`: many changes from NDJSON, one answer line for each input line.</summary>
internal sealed class BatchCommand : ToolCommand
{
    public const int LargestChunk = 500;

    private readonly Option<string> _file = new("--file")
    {
        Description = "NDJSON to read, - for stdin",
        HelpName = "FILE",
        DefaultValueFactory = _ => "-",
    };

    private readonly Option<string?> _operation = new("--op")
    {
        Description = "Each line is a record and this is done with it; without --op each line is an operation",
    };

    private readonly Option<string[]> _matchOn = new("--match-on")
    {
        Description = "Key for --op upsert (repeatable)",
        HelpName = "KEY",
    };

    private readonly Option<bool> _atomic = new("--atomic")
    {
        Description = $"All or nothing; at most {LargestChunk} lines",
    };

    public BatchCommand(Noun noun, CommandScope scope)
        : base("batch", $"Create, update, upsert or delete many {noun.Name} from NDJSON.")
    {
        Examples =
        [
            $"crm {noun.Name} batch --op create --file {noun.Name}.ndjson > outcome.ndjson",
            $"crm {noun.Name} batch --op upsert --match-on {noun.ExampleMatch} < {noun.Name}.ndjson",
            "echo '{\"op\":\"delete\",\"id\":\"" + noun.ExampleId + "\"}' | crm " + noun.Name + " batch",
        ];
        _operation.AcceptOnlyFromAmong(BatchLine.Operations);
        Options.Add(_file);
        Options.Add(_operation);
        Options.Add(_matchOn);
        Options.Add(_atomic);
        var write = new WriteOptions(this, isGuarded: false);
        var query = new QueryOptions(this, scope, HttpMethod.Post, $"{noun.Path}/batch");
        Validators.Add(result =>
        {
            if (result.GetValue(_operation) == "upsert" && result.GetResult(_matchOn) is null)
            {
                result.AddError("--op upsert needs --match-on.");
            }
        });
        Runs(
            scope,
            (session, parsed, cancellationToken) =>
            {
                var reading = new BatchReading(parsed.GetValue(_operation), parsed.GetValue(_matchOn) ?? []);
                var isAtomic = parsed.GetValue(_atomic);
                var key = write.Key(parsed, session.Shell.Clock);
                var run = new BatchRun(
                    session.Client,
                    session.Shell,
                    (operations, chunk) =>
                        new ApiRequest(HttpMethod.Post, $"{noun.Path}/batch")
                        {
                            Query = [.. query.Given(parsed), ("validateOnly", write.IsDryRun(parsed) ? "true" : null)],
                            IdempotencyKey = $"{key}-{chunk}",
                            Content = ApiRequest.Json(
                                new JsonObject { ["atomic"] = isAtomic, ["operations"] = operations }
                            ),
                        },
                    isAtomic,
                    key
                );
                return run.RunAsync(parsed.GetValue(_file)!, reading, WriterFor(session), cancellationToken);
            }
        );
    }

    /// <summary>One line per input line is the promise, so NDJSON is the format unless another is asked for by name.</summary>
    private static RecordWriter WriterFor(Session session)
    {
        var choice = session.Output;
        var format = session.Settings.Output?.Origin == "--output" ? choice.Format : OutputFormat.Ndjson;
        return RecordWriter.Open(
            session.Shell.Out,
            choice with
            {
                Format = format,
            },
            BatchLine.Columns,
            session.Shell.Width
        );
    }
}
