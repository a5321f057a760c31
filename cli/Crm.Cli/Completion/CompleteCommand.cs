using System.CommandLine;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Completion;

/// <summary>`crm complete -- LINE`: the words that may follow; called by completion scripts, not by people.</summary>
internal sealed class CompleteCommand : ToolCommand
{
    private readonly Argument<string> _line = new("line") { Description = "The line up to the cursor" };

    public CompleteCommand(CommandScope scope, Command root)
        : base("complete", "Print what may follow on a command line.")
    {
        Hidden = true;
        Arguments.Add(_line);
        SetAction(parsed =>
        {
            var line = parsed.GetRequiredValue(_line);
            var begun = line[(line.LastIndexOf(' ') + 1)..];
            var candidates = root.Parse(line).GetCompletions(line.Length).Select(item => item.Label);
            foreach (var word in candidates.Where(word => word.StartsWith(begun, StringComparison.Ordinal)))
            {
                scope.Shell.Out.Write(word + "\n");
            }

            return (int)ExitCode.Ok;
        });
    }
}
