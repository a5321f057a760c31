using System.CommandLine;

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

    public JobSelection(Command command)
    {
        command.Add(_id);
        command.Add(_last);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_id) is null == !result.GetValue(_last))
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
