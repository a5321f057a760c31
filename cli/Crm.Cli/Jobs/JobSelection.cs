using System.CommandLine;
using System.CommandLine.Parsing;

namespace Crm.Cli.Jobs;

/// <summary>Which job a command is about: its id, or `--last` for the one this profile started last.</summary>
internal sealed class JobSelection
{
    private readonly Argument<string?> _id = new("id")
    {
        Description = "Id of the job",
        HelpName = "ID",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _last = new("--last") { Description = "The job started last with this profile" };

    /// <summary>Adds the argument and the option to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isNeeded">Whether a job has to be named; unless given, always.</param>
    public JobSelection(Command command, Func<CommandResult, bool>? isNeeded = null)
    {
        command.Add(_id);
        command.Add(_last);
        command.Validators.Add(result =>
        {
            if (isNeeded?.Invoke(result) != false && result.GetValue(_id) is null == !result.GetValue(_last))
            {
                result.AddError("Say which job: its id, or --last.");
            }
        });
    }

    public string Of(ParseResult parsed, Session session) =>
        parsed.GetValue(_id)
        ?? LastJob.Find(session.Shell, session.Settings)
        ?? throw new Failure(
            ExitCode.NotFound,
            $"No job was started from here on {session.Settings.Url.Value} with the profile {session.Settings.Profile.Value}.",
            next: "crm jobs list"
        );
}
