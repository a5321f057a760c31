using System.CommandLine;
using System.CommandLine.Parsing;

namespace Crm.Cli.CommandLine;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    public static ExitCode Print(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var unmatched = parsed.UnmatchedTokens is [var first, ..] ? first : null;
        if ((StrayOption(parsed) ?? unmatched) is { } unknown)
        {
            error.WriteLine(
                $"error: '{unknown}' is not known here.{DidYouMean.Question(KnownWords(command, unknown), unknown)}"
            );
        }
        else
        {
            foreach (var message in parsed.Errors.Select(problem => OneLine(problem.Message)).Distinct())
            {
                error.WriteLine($"error: {message}");
            }
        }

        error.WriteLine($"next: {CommandPath.Of(command)} --help");
        return ExitCode.Usage;
    }

    /// <summary>
    /// A word that looks like an option but is none, which the library would take for a file or an id; after <c>--</c> it is one.
    /// </summary>
    public static string? StrayOption(ParseResult parsed)
    {
        var meant = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet();
        return parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .FirstOrDefault(token => LooksLikeOption(token.Value) && !meant.Contains(token))
            ?.Value;
    }

    private static bool LooksLikeOption(string word) => word is ['-', not (>= '0' and <= '9'), ..];

    /// <summary>The library lists the words it would take on lines of their own.</summary>
    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> KnownWords(Command command, string typed) =>
        typed.StartsWith('-')
            ? CommandPath.OptionsOf(command).Select(option => option.Name)
            : command.Subcommands.Where(subcommand => !subcommand.Hidden).Select(subcommand => subcommand.Name);
}
