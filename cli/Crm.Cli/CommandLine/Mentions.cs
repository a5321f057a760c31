namespace Crm.Cli.CommandLine;

/// <summary>
/// Tells which commands the command line can possibly mean, so that only those are built and `crm --help` stays quick.
/// </summary>
internal sealed class Mentions
{
    private static readonly string[] WholeTreeWords = ["--help-json"];

    private readonly IReadOnlyList<string>? _arguments;

    private Mentions(IReadOnlyList<string>? arguments) => _arguments = arguments;

    public static Mentions Everything { get; } = new(null);

    public static Mentions In(IReadOnlyList<string> arguments) =>
        arguments.Any(argument => WholeTreeWords.Contains(argument, StringComparer.Ordinal))
            ? Everything
            : new(arguments);

    /// <summary>A word inside a longer argument counts, because completion passes the whole line as one argument.</summary>
    public bool Include(string command) =>
        _arguments is null || _arguments.Any(argument => argument.Contains(command, StringComparison.Ordinal));
}
