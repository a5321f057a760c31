using System.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>How much of a list is fetched: `--limit`, `--all`, and a hundred on a terminal when neither is given.</summary>
internal sealed class Paging
{
    private const int TerminalLimit = 100;

    private readonly Option<int?> _limit = new("--limit")
    {
        Description = $"At most this many (default {TerminalLimit} on a terminal, otherwise all)",
        HelpName = "NUMBER",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Every record, also on a terminal" };

    public Paging(Command command)
    {
        command.Add(_limit);
        command.Add(_all);
        _limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is <= 0)
            {
                result.AddError("--limit takes a number above 0; --all lists everything.");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(_limit) is not null && result.GetValue(_all))
            {
                result.AddError("--limit and --all contradict each other; give one of them.");
            }
        });
    }

    public async Task<ExitCode> RunAsync(
        ApiRequest request,
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var asked = parsed.GetValue(_limit);
        var isOurs = asked is null && !parsed.GetValue(_all) && session.Shell.IsOutputTerminal;
        var limit = isOurs ? TerminalLimit : asked;

        var count = await writer.WriteListAsync(session.Client.ListAsync(request, limit, cancellationToken));
        if (isOurs && count == limit)
        {
            await session.Shell.Error.WriteLineAsync($"Showing the first {count}. See more with --limit or --all.");
        }
        else if (count == 0 && session.Output.Format == OutputFormat.Table)
        {
            await session.Shell.Error.WriteLineAsync("Nothing found.");
        }

        return ExitCode.Ok;
    }
}
