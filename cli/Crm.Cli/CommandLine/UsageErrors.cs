using System.CommandLine;

namespace Crm.Cli.CommandLine;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    public static ExitCode Print(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var unknown, ..])
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

    /// <summary>The library lists the words it would take on lines of their own.</summary>
    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> KnownWords(Command command, string typed) =>
        typed.StartsWith('-')
            ? CommandPath.OptionsOf(command).Select(option => option.Name)
            : command.Subcommands.Where(subcommand => !subcommand.Hidden).Select(subcommand => subcommand.Name);
}
