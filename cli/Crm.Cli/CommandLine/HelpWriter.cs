using System.CommandLine;

namespace Crm.Cli.CommandLine;

/// <summary>Writes the help of one command: usage, commands, arguments, options, examples, exit codes.</summary>
internal sealed class HelpWriter(TextWriter output, int width)
{
    private const int WidestTerm = 36;

    public void Write(Command command)
    {
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine($"  {Usage(command)}");

        Section("Commands", command.Subcommands.Where(IsShown).Select(child => (child.Name, child.Description)));
        Section(
            "Arguments",
            command.Arguments.Where(IsShown).Select(child => (ArgumentTerm(child), child.Description))
        );
        Section("Options", command.Options.Where(option => IsShown(option) && !option.Recursive).Select(Row));
        Section("Global options", GlobalOptionsOf(command).Where(IsShown).Select(Row));
        if (command is ToolCommand { Examples: { Count: > 0 } examples })
        {
            output.WriteLine();
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }
        }

        if (!command.Parents.Any())
        {
            Section(
                "Exit codes",
                Enum.GetValues<ExitCode>()
                    .Select(code => (((int)code).ToString(null, null), (string?)ExitCodeDescription.Of(code)))
            );
        }
    }

    private static IEnumerable<Option> GlobalOptionsOf(Command command) =>
        [.. command.Options.Where(option => option.Recursive), .. CommandPath.InheritedOptionsOf(command)];

    private static string Usage(Command command)
    {
        var usage = CommandPath.Of(command);
        if (command.Subcommands.Any(IsShown))
        {
            usage += " <command>";
        }

        return command.Arguments.Where(IsShown).Aggregate(usage, (text, argument) => $"{text} {ArgumentTerm(argument)}")
            + " [options]";
    }

    private static string ArgumentTerm(Argument argument)
    {
        var name = argument.HelpName ?? argument.Name;
        return argument.Arity.MinimumNumberOfValues > 0 ? $"<{name}>" : $"[<{name}>]";
    }

    private static (string Term, string? Description) Row(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias.Length == 2).Append(option.Name));
        var description = option.Required ? $"{option.Description} (required)" : option.Description;
        return (ValueName(option) is { } value ? $"{names} {value}" : names, description);
    }

    private static string? ValueName(Option option)
    {
        if (
            option.ValueType == typeof(bool)
            || option.ValueType == typeof(bool?)
            || option.Arity.MaximumNumberOfValues == 0
        )
        {
            return null;
        }

        var choices = string.Join(
            '|',
            option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(item => item.Label)
        );
        var name = choices.Length is > 0 and <= 40 ? choices : option.HelpName ?? "VALUE";
        return option.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : $"<{name}>";
    }

    private static bool IsShown(Symbol symbol) => !symbol.Hidden;

    private void Section(string title, IEnumerable<(string Term, string? Description)> rows)
    {
        (string Term, string? Description)[] lines = [.. rows];
        if (lines.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        var column = Math.Min(lines.Max(line => line.Term.Length), WidestTerm) + 2;
        foreach (var (term, description) in lines)
        {
            var texts = Wrap(description ?? "", width - column - 2);
            var isTooWide = term.Length > WidestTerm;
            output.WriteLine($"  {(isTooWide ? term : term.PadRight(column) + texts[0])}".TrimEnd());
            foreach (var text in isTooWide ? texts : texts.Skip(1))
            {
                output.WriteLine($"  {new string(' ', column)}{text}".TrimEnd());
            }
        }
    }

    private static List<string> Wrap(string text, int room)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > room)
            {
                lines.Add(word);
            }
            else
            {
                lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            }
        }

        return lines;
    }
}
