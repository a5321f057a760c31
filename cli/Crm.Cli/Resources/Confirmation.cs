using System.CommandLine;
using System.Globalization;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Resources;

/// <summary>Asks before something is lost: y/N, or the number when it is much; where nobody can answer, `--yes` is the answer.</summary>
internal sealed class Confirmation
{
    /// <summary>Above so many records a "y" is typed too quickly.</summary>
    private const long MostForYes = 1_000;

    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask" };

    public Confirmation(Command command) => command.Add(_yes);

    /// <summary>Said before any work is done whose result could not be confirmed.</summary>
    public void RefuseUnlessAnswered(Session session, ParseResult parsed, string question)
    {
        if (!parsed.GetValue(_yes) && !session.CanAsk)
        {
            throw Failure.Usage($"{question} Nobody can be asked here.", "add --yes to go on without a question");
        }
    }

    public Task RequireAsync(
        Session session,
        ParseResult parsed,
        string question,
        CancellationToken cancellationToken
    ) => AskAsync(session, parsed, $"{question} [y/N] ", IsYes, question, cancellationToken);

    /// <summary>The same for so many records: above a thousand, their number has to be typed.</summary>
    public Task RequireAsync(
        Session session,
        ParseResult parsed,
        string question,
        long records,
        CancellationToken cancellationToken
    ) =>
        records > MostForYes
            ? RequireCountAsync(session, parsed, question, records, cancellationToken)
            : RequireAsync(session, parsed, $"{question} Go on?", cancellationToken);

    /// <summary>Asks for the number where there are many, and nothing otherwise.</summary>
    public Task RequireCountAsync(
        Session session,
        ParseResult parsed,
        string question,
        long records,
        CancellationToken cancellationToken
    ) =>
        records > MostForYes
            ? AskAsync(
                session,
                parsed,
                $"{question} Type {records.ToString(CultureInfo.InvariantCulture)} to go on: ",
                answer => IsCount(answer, records),
                question,
                cancellationToken
            )
            : Task.CompletedTask;

    private async Task AskAsync(
        Session session,
        ParseResult parsed,
        string prompt,
        Func<string, bool> isConfirmed,
        string question,
        CancellationToken cancellationToken
    )
    {
        if (parsed.GetValue(_yes))
        {
            return;
        }

        RefuseUnlessAnswered(session, parsed, question);
        await session.Shell.Error.WriteAsync(prompt);
        var answer = await InputFile.ReadLineAsync(session.Shell.In, cancellationToken);
        if (answer is null || !isConfirmed(answer.Trim()))
        {
            throw Failure.Usage("Not confirmed; nothing was changed.");
        }
    }

    private static bool IsYes(string answer) => answer.ToLowerInvariant() is "y" or "yes";

    private static bool IsCount(string answer, long records) =>
        long.TryParse(answer, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var typed)
        && typed == records;
}
