using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Jobs;

/// <summary>How long a command waits for its job: to the end, for a while with `--wait=10m`, not at all with `--async`.</summary>
internal sealed class Waiting
{
    private readonly Option<string?> _wait = new("--wait")
    {
        Description = "Wait for the end, or at most this long (default: to the end)",
        HelpName = "DURATION",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool>? _async;

    public Waiting(Command command, bool canStart)
    {
        command.Add(_wait);
        _wait.Validators.Add(RefuseNonsense);
        if (!canStart)
        {
            return;
        }

        _async = new("--async") { Description = "Start the job and do not wait for it" };
        command.Add(_async);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_async) && result.GetResult(_wait) is not null)
            {
                result.AddError("--wait and --async contradict each other; give one of them.");
            }
        });
    }

    public bool IsAsync(ParseResult parsed) => _async is not null && parsed.GetValue(_async);

    /// <summary>The job that was just started, once it is at rest; as it stands, if nobody wants to wait. The next command may say `--last`.</summary>
    /// <param name="job">As the service answered it.</param>
    /// <param name="session">The connection.</param>
    /// <param name="parsed">What was typed.</param>
    /// <param name="cancellationToken">Ends the watching, not the job.</param>
    /// <param name="rows">How many rows there will be, if that is known.</param>
    /// <param name="canLeave">False for a plan that is to be applied, which has to be waited for.</param>
    public async Task<JsonNode> FollowAsync(
        JsonNode job,
        Session session,
        ParseResult parsed,
        CancellationToken cancellationToken,
        long? rows = null,
        bool canLeave = true
    )
    {
        var id = (string)job["id"]!;
        LastJob.Remember(session.Shell, session.Settings, id);
        return canLeave && IsAsync(parsed)
            ? job
            : await new JobWatch(session).FollowAsync(id, Patience(parsed), rows, cancellationToken);
    }

    /// <summary>Nothing means to the end.</summary>
    public TimeSpan? Patience(ParseResult parsed) => parsed.GetValue(_wait) is { } text ? Duration.Parse(text) : null;

    private static void RefuseNonsense(OptionResult result)
    {
        if (result.Tokens is [var token] && Duration.Parse(token.Value) is null)
        {
            result.AddError($"'{token.Value}' is not a duration. Write it like --wait=30s or --wait=10m.");
        }
    }
}
