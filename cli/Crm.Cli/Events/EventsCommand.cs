using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Events;

/// <summary>`crm events`: the feed of all changes, from a cursor on or as they happen.</summary>
internal sealed class EventsCommand : ToolCommand
{
    private const int LargestPage = 500;
    private const int TerminalLimit = 100;
    private const string End = "end";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly string[] Columns = ["time", "type", "recordId", "keyName"];

    private readonly Option<string?> _after = new("--after")
    {
        Description = "Go on behind this place, which the run before told; `end` is now (default: the first event)",
        HelpName = "CURSOR",
    };

    private readonly Option<bool> _follow = new("--follow")
    {
        Description = "Wait for what happens next, until Ctrl-C; without --after from now on",
    };

    private readonly Option<string?> _record = new("--record")
    {
        Description = "Only events of this record",
        HelpName = "ID",
    };

    private readonly Option<string?> _type = new("--type")
    {
        Description = "Only events of this type, such as customer.updated",
        HelpName = "TYPE",
    };

    private readonly Option<int?> _limit = new("--limit")
    {
        Description = $"At most this many (default {TerminalLimit} on a terminal without --follow, otherwise all)",
        HelpName = "NUMBER",
    };

    public EventsCommand(CommandScope scope)
        : base("events", "What happened to which record, in order; NDJSON in a pipe.")
    {
        Examples =
        [
            "crm events --follow",
            "crm events --type opportunity.updated --limit 20 --json time,recordId,changes",
            "crm events --after end --follow --output ndjson | while read -r event; do handle \"$event\"; done",
        ];
        Options.Add(_after);
        Options.Add(_follow);
        Options.Add(_record);
        Options.Add(_type);
        Options.Add(_limit);
        _limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is <= 0)
            {
                result.AddError("--limit takes a number above 0.");
            }
        });
        Runs(
            scope,
            (session, parsed, cancellationToken) =>
                WriterFor(session, parsed, scope) is { } writer
                    ? RunAsync(session, writer, parsed, cancellationToken)
                    : Task.FromResult(ExitCode.Ok)
        );
    }

    /// <summary>A line for each event as it comes: an array would only be readable once it ends.</summary>
    private RecordWriter? WriterFor(Session session, ParseResult parsed, CommandScope scope)
    {
        var choice = session.Output;
        var follows = parsed.GetValue(_follow);
        if (choice.Format == OutputFormat.Json && (follows || session.Settings.Format is null))
        {
            choice = choice with { Format = OutputFormat.Ndjson };
        }

        var writer = RecordOutput.Open(session, choice, Columns, () => scope.Contract.AnswerFields("/v1/events"));
        return writer is not null && follows && choice.Format == OutputFormat.Table
            ? new LineWriter(session.Shell.Out, choice.Fields ?? Columns)
            : writer;
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var shell = session.Shell;
        var follows = parsed.GetValue(_follow);
        var cursor = parsed.GetValue(_after) ?? (follows ? End : null);
        var left = parsed.GetValue(_limit) ?? (shell.IsOutputTerminal && !follows ? TerminalLimit : int.MaxValue);
        try
        {
            while (true)
            {
                var page = await session.Client.SendAsync(RequestFor(cursor, left, parsed), cancellationToken);
                foreach (var item in page!["items"] as JsonArray ?? [])
                {
                    writer.WriteItem(item!);
                    left--;
                }

                cursor = (string?)page["nextCursor"];
                var hasMore = (bool?)page["hasMore"] ?? false;
                if (left == 0 || !(hasMore || follows))
                {
                    writer.EndList();
                    return ExitCode.Ok;
                }

                await shell.Out.FlushAsync(cancellationToken);
                if (!hasMore)
                {
                    await shell.Wait(Pause, cancellationToken);
                }
            }
        }
        finally
        {
            if (cursor is not (null or End))
            {
                await shell.Error.WriteLineAsync($"Go on from here with: crm events --after {cursor}");
            }
        }
    }

    private ApiRequest RequestFor(string? cursor, int left, ParseResult parsed) =>
        new(HttpMethod.Get, "/v1/events")
        {
            Query =
            [
                ("after", cursor),
                ("recordId", parsed.GetValue(_record)),
                ("type", parsed.GetValue(_type)),
                ("pageSize", Math.Min(left, LargestPage).ToString(CultureInfo.InvariantCulture)),
            ],
        };
}
