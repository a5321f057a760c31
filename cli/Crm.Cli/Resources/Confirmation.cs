using System.CommandLine;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Resources;

/// <summary>Asks y/N before something is lost; where nobody can answer, `--yes` is the answer.</summary>
internal sealed class Confirmation
{
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask" };

    public Confirmation(Command command) => command.Add(_yes);

    public async Task RequireAsync(
        Session session,
        ParseResult parsed,
        string question,
        CancellationToken cancellationToken
    )
    {
        if (parsed.GetValue(_yes))
        {
            return;
        }

        if (!session.CanAsk)
        {
            throw Failure.Usage($"{question} Nobody can be asked here.", "add --yes to go on without a question");
        }

        await session.Shell.Error.WriteAsync($"{question} [y/N] ");
        var answer = await InputFile.ReadLineAsync(session.Shell.In, cancellationToken);
        if (answer?.Trim().ToLowerInvariant() is not ("y" or "yes"))
        {
            throw Failure.Usage("Not confirmed; nothing was changed.");
        }
    }
}
