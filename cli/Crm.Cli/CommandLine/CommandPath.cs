using System.CommandLine;

namespace Crm.Cli.CommandLine;

/// <summary>Where a command stands in the tree.</summary>
internal static class CommandPath
{
    /// <summary>The words that call the command: `crm customers list`.</summary>
    public static string Of(Command command) =>
        Parent(command) is { } parent ? $"{Of(parent)} {command.Name}" : command.Name;

    /// <summary>The command's own options, then those it inherits.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        [.. command.Options, .. InheritedOptionsOf(command)];

    public static IEnumerable<Option> InheritedOptionsOf(Command command) =>
        Parent(command) is { } parent
            ? [.. parent.Options.Where(option => option.Recursive), .. InheritedOptionsOf(parent)]
            : [];

    private static Command? Parent(Command command) => command.Parents.OfType<Command>().FirstOrDefault();
}
