using System.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Dedupe;

/// <summary>Which run a command is about: the one that is named, or the last complete one.</summary>
internal sealed class DedupeRunSelection
{
    private const string Summary = "Id of the run (default: the last complete one)";

    private readonly Func<ParseResult, string?> _named;

    private DedupeRunSelection(Func<ParseResult, string?> named) => _named = named;

    public static DedupeRunSelection Argument(Command command)
    {
        var argument = new Argument<string?>("run")
        {
            Description = Summary,
            HelpName = "RUN",
            Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(argument);
        return new DedupeRunSelection(parsed => parsed.GetValue(argument));
    }

    public static DedupeRunSelection Option(Command command)
    {
        var option = new Option<string?>("--run") { Description = Summary, HelpName = "RUN" };
        command.Add(option);
        return new DedupeRunSelection(parsed => parsed.GetValue(option));
    }

    public async Task<string> OfAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        if (_named(parsed) is { } id)
        {
            return id;
        }

        var runs = new ApiRequest(HttpMethod.Get, "/v1/jobs")
        {
            Query = [("filter", "kind = dedupe AND state = completed"), ("orderBy", "endTime desc")],
        };
        await foreach (var run in session.Client.ListAsync(runs, limit: 1, cancellationToken))
        {
            return (string)run["id"]!;
        }

        throw new Failure(ExitCode.NotFound, "No dedupe run is complete.", next: "crm dedupe run");
    }
}
