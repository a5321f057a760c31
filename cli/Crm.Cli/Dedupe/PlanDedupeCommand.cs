using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe plan RUN`: what merging the clusters of a run would make; changes nothing.</summary>
internal sealed class PlanDedupeCommand : RecordCommand
{
    private readonly DedupeRunSelection _selection;

    private readonly Option<bool> _all = new("--all")
    {
        Description = "All clusters, not only those that are sure enough to be merged without a person",
    };

    private readonly Option<string?> _survivor = new("--survivor")
    {
        Description = "Which record's id and number stay (default oldest)",
    };

    private readonly Option<string[]> _strategy = new("--strategy")
    {
        Description = "Whose value of a field is kept, such as name=longest (repeatable)",
        HelpName = "FIELD=STRATEGY",
    };

    private readonly Option<string[]> _sourceRank = new("--source-rank")
    {
        Description = "A source for the strategy mostTrusted, the most trusted first (repeatable)",
        HelpName = "SOURCE",
    };

    public PlanDedupeCommand(CommandScope scope)
        : base("plan", "Show what merging the clusters of a run would make; change nothing.")
    {
        Examples =
        [
            "crm dedupe plan",
            "crm dedupe plan 019b76da-a800-7000-8000-000000000001 --all --strategy name=longest --survivor mostComplete",
        ];
        _selection = DedupeRunSelection.Argument(this);
        Options.Add(_all);
        Options.Add(_survivor);
        Options.Add(_strategy);
        Options.Add(_sourceRank);
        _survivor.AcceptOnlyFromAmong("oldest", "newest", "mostComplete");
        var waiting = new Waiting(this, canStart: true);
        Runs(
            scope,
            JobCounts.Columns,
            () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath),
            async (session, writer, parsed, cancellationToken) =>
            {
                var run = await _selection.OfAsync(parsed, session, cancellationToken);
                var request = new ApiRequest(HttpMethod.Post, "/v1/bulk-merges")
                {
                    Content = ApiRequest.Json(Body(run, parsed)),
                    IdempotencyKey = IdempotencyKey.New(session.Shell.Clock),
                };
                var job = (await session.Client.SendAsync(request, cancellationToken))!;
                job = await waiting.FollowAsync(job, session, parsed, cancellationToken);
                return await JobOutcome.WriteAsync(job, session, writer, cancellationToken);
            }
        );
    }

    private JsonObject Body(string run, ParseResult parsed)
    {
        var body = new JsonObject { ["runId"] = run, ["runClusters"] = parsed.GetValue(_all) ? "all" : "auto" };
        if (parsed.GetValue(_survivor) is { } survivor)
        {
            body["survivor"] = survivor;
        }

        if (parsed.GetValue(_strategy) is { Length: > 0 } strategies)
        {
            body["strategies"] = new JsonObject(strategies.Select(Strategy));
        }

        if (parsed.GetValue(_sourceRank) is { Length: > 0 } sources)
        {
            body["sourceRank"] = new JsonArray([.. sources.Select(source => JsonValue.Create(source))]);
        }

        return body;
    }

    private static KeyValuePair<string, JsonNode?> Strategy(string text) =>
        text.Split('=') is [{ Length: > 0 } field, { Length: > 0 } strategy]
            ? KeyValuePair.Create<string, JsonNode?>(field, strategy)
            : throw Failure.Usage($"'{text}' is not FIELD=STRATEGY.", "write it like --strategy name=longest");
}
