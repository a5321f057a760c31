using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Output;

/// <summary>How the user wants to see records: format, fields, header, colours.</summary>
internal sealed record OutputChoice(OutputFormat Format, IReadOnlyList<string>? Fields, bool HasHeader, bool HasColor)
{
    /// <summary>True for a bare `--json`, which asks for the names of the fields.</summary>
    public bool AsksForFields { get; init; }

    public static OutputChoice From(GlobalOptions options, ParseResult parsed, Settings settings, Shell shell)
    {
        var isJsonGiven = parsed.GetResult(options.Json) is not null;
        var json = parsed.GetValue(options.Json);
        var columns = parsed.GetValue(options.Columns);
        if (isJsonGiven && columns is not null)
        {
            throw Failure.Usage("--json and --columns both choose fields; give one of them.");
        }

        var isFormatGiven = parsed.GetResult(options.Output) is not null;
        var usual = settings.Format ?? (shell.IsOutputTerminal ? OutputFormat.Table : OutputFormat.Json);
        return new OutputChoice(
            isJsonGiven && !isFormatGiven ? OutputFormat.Json : usual,
            SplitFields(json ?? columns),
            !parsed.GetValue(options.NoHeader),
            IsColorWanted(shell, parsed.GetValue(options.NoColor))
        )
        {
            AsksForFields = isJsonGiven && json is null,
        };
    }

    private static string[]? SplitFields(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsColorWanted(Shell shell, bool isRefused) =>
        !isRefused
        && string.IsNullOrEmpty(shell.Variable("NO_COLOR"))
        && (
            shell.Variable("CLICOLOR_FORCE") is { Length: > 0 } and not "0"
            || (shell.IsOutputTerminal && shell.Variable("TERM") != "dumb")
        );
}
