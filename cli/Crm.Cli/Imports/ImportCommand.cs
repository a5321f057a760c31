using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Imports;

/// <summary>`crm import RESOURCE FILE --map MAP`: sends a CSV with what its columns mean, and follows the job.</summary>
internal sealed class ImportCommand : RecordCommand
{
    private readonly Argument<string> _resource = ImportResource.Argument();

    private readonly Argument<string> _file = new("file")
    {
        Description = "CSV with a header row, - for stdin",
        HelpName = "FILE",
    };

    private readonly Option<string?> _idempotencyKey = new("--idempotency-key")
    {
        Description = "Repeat a command safely: the same key starts one job only (default: a new key each time)",
        HelpName = "KEY",
    };

    public ImportCommand(CommandScope scope)
        : base("import", "Load records from a CSV file.")
    {
        Examples =
        [
            "crm import map customers accounts.csv > accounts.map.json",
            "crm import customers accounts.csv --map accounts.map.json",
            "crm import opportunities deals.csv --map deals.map.json --date-format dd-MM-yy --alias 'product:GTXPro=GTX Pro'",
            "crm import customers - --map accounts.map.json --mode upsert --match-on externalId --async < accounts.csv",
        ];
        Arguments.Add(_resource);
        Arguments.Add(_file);
        var options = new ImportOptions(this);
        var waiting = new Waiting(this, canStart: true);
        Options.Add(_idempotencyKey);
        Add(new ProposeMapCommand(scope));
        Runs(
            scope,
            JobOutcome.Columns,
            () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath),
            async (session, writer, parsed, cancellationToken) =>
            {
                var map = await options.ReadAsync(parsed, session.Shell, cancellationToken);
                map["resource"] = parsed.GetRequiredValue(_resource);
                var file = await ImportFile.OpenAsync(parsed.GetRequiredValue(_file), session.Shell, cancellationToken);
                var job = await StartAsync(file, map, session, parsed, cancellationToken);
                var id = (string)job["id"]!;
                LastJob.Remember(session.Shell, session.Settings, id);
                if (!waiting.IsAsync(parsed))
                {
                    var patience = waiting.Patience(parsed);
                    job = await new JobWatch(session).FollowAsync(id, patience, file.CountRows(), cancellationToken);
                }

                return await JobOutcome.WriteAsync(job, session, writer, cancellationToken);
            }
        );
    }

    private async Task<JsonNode> StartAsync(
        ImportFile file,
        JsonObject map,
        Session session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var key = parsed.GetValue(_idempotencyKey) ?? IdempotencyKey.New(session.Shell.Clock);
        var request = new ApiRequest(HttpMethod.Post, "/v1/imports")
        {
            IdempotencyKey = key,
            Content = file.Form(map, key),
        };
        return (await session.Client.SendAsync(request, cancellationToken))!;
    }
}
