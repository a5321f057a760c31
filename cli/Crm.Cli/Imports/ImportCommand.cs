using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Imports;

/// <summary>`crm import RESOURCE FILE…`: sends files with what their columns mean, or applies a plan made before, and follows the job.</summary>
internal sealed class ImportCommand : RecordCommand
{
    private readonly Argument<string?> _resource = ImportResource.Argument(isRequired: false);

    private readonly Argument<string[]> _files = new("file")
    {
        Description = "CSV or a spreadsheet with a header row, or NDJSON; plain or gzip; - for stdin",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Plan only: read everything, change nothing, and say how to apply the plan",
    };

    private readonly Option<string?> _plan = new("--plan")
    {
        Description = "Apply exactly this plan, with the files and options it was made of",
        HelpName = "PLANID",
    };

    private readonly Option<bool> _yes = new("--yes", "-y")
    {
        Description = "Taken as everywhere; an import asks nothing anyway",
    };

    private readonly Option<string?> _idempotencyKey = new("--idempotency-key")
    {
        Description = "Repeat a command safely: the same key starts one job only (default: a new key each time)",
        HelpName = "KEY",
    };

    private readonly string? _only;
    private readonly ImportOptions _options;
    private readonly Waiting _waiting;

    /// <param name="scope">What commands are made with.</param>
    /// <param name="only">The one thing this command imports, for <c>crm suppressions import</c>; any, when it is not given.</param>
    public ImportCommand(CommandScope scope, string? only = null)
        : base("import", only is null ? "Load records from files." : $"Load {only} from files.")
    {
        _only = only;
        Examples =
        [
            "crm import map customers accounts.csv --out accounts.map.json",
            "crm import customers accounts.csv --map accounts.map.json --dry-run",
            "crm import customers --plan plan_5f0c1d2b7a9e4c3d8b6a1f2e3d4c5b6a",
            "crm import opportunities deals.csv --map deals.map.json --date-format dd-MM-yy --alias 'product:GTXPro=GTX Pro'",
            "crm import customers export-*.ndjson.gz --mode upsert --match-on id --async",
        ];
        if (only is null)
        {
            Arguments.Add(_resource);
            Add(new ProposeMapCommand(scope));
        }

        Arguments.Add(_files);
        Options.Add(_dryRun);
        Options.Add(_plan);
        _options = new ImportOptions(this);
        _waiting = new Waiting(this, canStart: true);
        Options.Add(_yes);
        Options.Add(_idempotencyKey);
        Validators.Add(result =>
        {
            var hasPlan = result.GetValue(_plan) is not null;
            if (hasPlan && result.GetValue(_dryRun))
            {
                result.AddError("--plan applies and --dry-run does not; give one of them.");
            }

            var isNamed = only is not null || result.GetValue(_resource) is not null;
            if (!hasPlan && !(isNamed && result.GetValue(_files) is { Length: > 0 }))
            {
                result.AddError(
                    only is null
                        ? "Say what is imported, and from which file: crm import customers people.csv"
                        : $"Say from which file: crm {only} import {only}.csv"
                );
            }
        });
        Runs(scope, JobCounts.Columns, () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath), RunAsync);
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var key = parsed.GetValue(_idempotencyKey) ?? IdempotencyKey.New(session.Shell.Clock);
        var (job, rows) = parsed.GetValue(_plan) is { } planId
            ? (await ApplyAsync(planId, session, parsed, key, cancellationToken), null)
            : await StartAsync(session, parsed, key, cancellationToken);
        job = await _waiting.FollowAsync(job, session, parsed, cancellationToken, rows);
        return await JobOutcome.WriteAsync(job, session, writer, cancellationToken);
    }

    private async Task<JsonNode> ApplyAsync(
        string planId,
        Session session,
        ParseResult parsed,
        string key,
        CancellationToken cancellationToken
    )
    {
        if (parsed.GetValue(_files) is { Length: > 0 })
        {
            await session.Shell.Error.WriteLineAsync(
                "The plan has its file and options already; those named here are not looked at."
            );
        }

        var resource = _only ?? parsed.GetValue(_resource);
        var job = await JobPlan.FindAsync(planId, "import", resource, session, cancellationToken);
        return await JobPlan.ApplyAsync(job, insistence: null, key, session, cancellationToken);
    }

    private async Task<(JsonNode Job, long? Rows)> StartAsync(
        Session session,
        ParseResult parsed,
        string key,
        CancellationToken cancellationToken
    )
    {
        var resource = ImportResource.Known(_only ?? parsed.GetValue(_resource)!, "imported");
        var map = await _options.ReadAsync(parsed, session.Shell, cancellationToken);
        map["resource"] = resource;
        List<ImportFile> files = [];
        try
        {
            foreach (var name in parsed.GetValue(_files)!)
            {
                files.Add(await ImportFile.OpenAsync(name, session.Shell, cancellationToken));
            }

            var upload = new ImportUpload(session, key);
            var job = await upload.StartAsync(files, map, parsed.GetValue(_dryRun), cancellationToken);
            return (job, files.Aggregate((long?)0, (sum, file) => sum + file.CountRows()));
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }
}
