using System.CommandLine;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Completion;

/// <summary>`crm completion bash`: prints the script that a shell loads.</summary>
internal sealed class CompletionCommand : ToolCommand
{
    private readonly Argument<string> _shell = new("shell")
    {
        Description = string.Join(", ", CompletionScripts.Shells),
        HelpName = "SHELL",
    };

    public CompletionCommand(CommandScope scope)
        : base("completion", "Print the completion script of a shell.")
    {
        Examples =
        [
            "crm completion bash > ~/.local/share/bash-completion/completions/crm",
            "crm completion zsh > \"${fpath[1]}/_crm\"",
            "crm completion fish > ~/.config/fish/completions/crm.fish",
            "crm completion pwsh >> $PROFILE",
        ];
        _shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        Arguments.Add(_shell);
        SetAction(parsed =>
        {
            scope.Shell.Out.Write(CompletionScripts.For(parsed.GetRequiredValue(_shell)));
            return (int)ExitCode.Ok;
        });
    }
}
