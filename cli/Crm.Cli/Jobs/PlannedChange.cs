using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>A change to many records: planned, shown, asked about, applied and followed; or stopped at its plan, or begun from one.</summary>
internal sealed class PlannedChange
{
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Plan only: change nothing, and say how to apply the plan",
    };

    private readonly Option<string?> _plan = new("--plan")
    {
        Description = "Apply exactly this plan",
        HelpName = "PLANID",
    };

    private readonly Confirmation _confirmation;
    private readonly Waiting _waiting;
    private readonly string _kind;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="kind">What its jobs are called in the contract.</param>
    public PlannedChange(Command command, string kind)
    {
        _kind = kind;
        command.Add(_dryRun);
        command.Add(_plan);
        _waiting = new Waiting(command, canStart: true);
        _confirmation = new Confirmation(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_plan) is not null && result.GetValue(_dryRun))
            {
                result.AddError("--plan applies and --dry-run does not; give one of them.");
            }
        });
    }

    /// <summary>What applying it does to so many rows, in a sentence; changing records, unless said.</summary>
    public Func<string, string>? Says { get; init; }

    public bool HasPlan(CommandResult result) => result.GetValue(_plan) is not null;

    /// <summary>Runs it.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="writer">For the job.</param>
    /// <param name="parsed">What was typed.</param>
    /// <param name="resource">What the records are, if that was said.</param>
    /// <param name="start">The request that has the change planned.</param>
    /// <param name="insistence">What applying is told beside the plan.</param>
    /// <param name="cancellationToken">Ends the watching, not the job.</param>
    public async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        string? resource,
        Func<ApiRequest> start,
        JsonObject? insistence,
        CancellationToken cancellationToken
    )
    {
        JsonNode planned;
        if (parsed.GetValue(_plan) is { } planId)
        {
            planned = await JobPlan.FindAsync(planId, _kind, resource, session, cancellationToken);
            // Whoever names a plan has seen it; only a large one is asked about once more.
            await _confirmation.RequireCountAsync(
                session,
                parsed,
                Question(planned),
                RowsOf(planned),
                cancellationToken
            );
        }
        else
        {
            var isDryRun = parsed.GetValue(_dryRun);
            if (!isDryRun)
            {
                _confirmation.RefuseUnlessAnswered(session, parsed, "The plan has to be confirmed.");
            }

            planned = await PlanAsync(session, parsed, start(), isDryRun, cancellationToken);
            if (isDryRun || !JobState.IsPlanned(planned) || RowsOf(planned) == 0)
            {
                return await JobOutcome.WriteAsync(planned, session, writer, cancellationToken);
            }

            await session.Shell.Error.WriteLineAsync($"Planned: {JobCounts.InShort(planned)}.");
            await JobReasons.TellPlanAsync(planned, session.Shell.Error);
            await _confirmation.RequireAsync(session, parsed, Question(planned), RowsOf(planned), cancellationToken);
        }

        var job = await JobPlan.ApplyAsync(
            planned,
            insistence,
            IdempotencyKey.New(session.Shell.Clock),
            session,
            cancellationToken
        );
        job = await _waiting.FollowAsync(job, session, parsed, cancellationToken);
        return await JobOutcome.WriteAsync(job, session, writer, cancellationToken);
    }

    private async Task<JsonNode> PlanAsync(
        Session session,
        ParseResult parsed,
        ApiRequest request,
        bool isDryRun,
        CancellationToken cancellationToken
    )
    {
        var keyed = request with { IdempotencyKey = IdempotencyKey.New(session.Shell.Clock) };
        var job = (await session.Client.SendAsync(keyed, cancellationToken))!;
        return await _waiting.FollowAsync(job, session, parsed, cancellationToken, canLeave: isDryRun);
    }

    private string Question(JsonNode planned)
    {
        var rows = RowsOf(planned).ToString("N0", CultureInfo.InvariantCulture);
        return Says is null ? $"This changes {rows} records of {planned["resource"]}." : Says(rows);
    }

    /// <summary>Rows that would change something; those are what one may regret.</summary>
    private static long RowsOf(JsonNode planned) =>
        JobCounts.Of(planned, "created") + JobCounts.Of(planned, "updated") + JobCounts.Of(planned, "deleted");
}
