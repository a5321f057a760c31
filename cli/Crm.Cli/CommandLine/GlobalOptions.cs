using System.CommandLine;
using Crm.Cli.Output;

namespace Crm.Cli.CommandLine;

/// <summary>The options every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Profile { get; } =
        Recursive<string?>("--profile", "Use this profile of the user's config.toml", "NAME");

    public Option<string?> Url { get; } = Recursive<string?>("--url", "Address of the service", "URL");

    public Option<string?> TokenFile { get; } =
        Recursive<string?>("--token-file", "Read the API key from this file, or from stdin with -", "FILE");

    public Option<string?> Timeout { get; } =
        Recursive<string?>(
            "--timeout",
            "Give up on a request after this long, retries included (default 100s)",
            "DURATION"
        );

    public Option<string?> Output { get; } = Recursive<string?>("--output", "Format of stdout", aliases: "-o");

    public Option<string?> Json { get; } =
        new("--json")
        {
            Description = "Print JSON with these fields only; without a value, list the fields",
            HelpName = "FIELD,FIELD",
            Arity = ArgumentArity.ZeroOrOne,
            Recursive = true,
        };

    public Option<string?> Columns { get; } =
        Recursive<string?>("--columns", "Columns of a table or of CSV", "FIELD,FIELD");

    public Option<bool> NoHeader { get; } = Recursive<bool>("--no-header", "Leave out the header of a table or of CSV");

    public Option<bool> NoColor { get; } = Recursive<bool>("--no-color", "No colours (also NO_COLOR, TERM=dumb)");

    public Option<bool> NoInput { get; } = Recursive<bool>("--no-input", "Never ask; fail when an answer is needed");

    public Option<bool> Verbose { get; } =
        Recursive<bool>("--verbose", "Tell each request on stderr, secrets masked", aliases: "-v");

    public Option<bool> Debug { get; } =
        Recursive<bool>("--debug", "Tell requests with headers and bodies, secrets masked");

    public GlobalOptions()
    {
        Output.AcceptOnlyFromAmong(OutputFormats.Names);
        Timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Duration.Parse(text) is null)
            {
                result.AddError($"'{text}' is not a duration. Write it like 500ms, 30s, 2m or 1h.");
            }
        });
    }

    public IReadOnlyList<Option> All =>
        [Output, Json, Columns, NoHeader, NoColor, Profile, Url, TokenFile, Timeout, NoInput, Verbose, Debug];

    private static Option<T> Recursive<T>(
        string name,
        string description,
        string? valueName = null,
        params string[] aliases
    ) =>
        new(name, aliases)
        {
            Description = description,
            HelpName = valueName,
            Recursive = true,
        };
}
