namespace Crm.Cli.Completion;

/// <summary>The scripts that make a shell ask `crm complete` for the words that may follow.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        _crm() {
            local line="${COMP_LINE:0:COMP_POINT}"
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(crm complete -- "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _crm crm

        """;

    private const string Zsh = """
        #compdef crm
        _crm() {
            local -a words_found
            words_found=("${(@f)$(crm complete -- "${LBUFFER}" 2>/dev/null)}")
            compadd -a words_found || _files
        }
        compdef _crm crm

        """;

    private const string Fish = """
        complete -c crm -a '(crm complete -- (commandline -cp) 2>/dev/null)'

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName crm -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition)
            crm complete -- "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    public static string For(string shell) =>
        shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            "pwsh" => PowerShell,
            _ => throw Failure.Usage($"There is no completion for '{shell}'."),
        };
}
