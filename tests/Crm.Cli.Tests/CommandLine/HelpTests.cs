using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.TestKit;

namespace Crm.Cli.Tests.CommandLine;

public sealed class HelpTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public Task Every_command_option_and_alias_stands_in_one_file() =>
        Verifier.Verify(string.Join('\n', Tree().SelectMany(Lines)));

    [Fact]
    public async Task Help_of_the_tool() => await Verifier.Verify((await _terminal.RunAsync("--help")).Out);

    [Fact]
    public async Task Help_of_a_command_whose_options_come_from_the_contract() =>
        await Verifier.Verify((await _terminal.RunAsync("customers", "create", "--help")).Out);

    [Fact]
    public void Every_command_that_does_something_shows_an_example() =>
        Assert.Empty(
            Tree()
                .OfType<ToolCommand>()
                .Where(command => command is not GroupCommand && !command.Hidden && command.Examples.Count == 0)
                .Select(command => CommandPath.Of(command))
        );

    [Fact]
    public void The_tool_carries_the_contract()
    {
        using var contract = Shell.OfProcess().OpenContract();

        Assert.NotNull(JsonNode.Parse(contract!)!["paths"]);
    }

    [Fact]
    public async Task Help_as_json_holds_everything_below_the_command()
    {
        var help = JsonNode.Parse((await _terminal.RunAsync("customers", "--help-json")).Out)!;

        Assert.Equal("crm customers", (string?)help["command"]);
        Assert.Contains(
            "--given-name",
            help["commands"]!.AsArray().Single(command => (string?)command!["command"] == "crm customers create")![
                "options"
            ]!
                .AsArray()
                .Select(option => (string?)option!["name"])
        );
    }

    [Theory]
    [InlineData("crm <command>")]
    [InlineData("crm config <command>", "config")]
    public async Task A_group_called_alone_shows_its_help(string usage, params string[] arguments)
    {
        var outcome = await _terminal.RunAsync(arguments);

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Contains(usage, outcome.Out);
    }

    private Command Root() => CrmCommand.Create(_terminal.Shell(TextWriter.Null, TextWriter.Null), Mentions.Everything);

    private IEnumerable<Command> Tree() => Below(Root());

    private static IEnumerable<Command> Below(Command command) => [command, .. command.Subcommands.SelectMany(Below)];

    private static IEnumerable<string> Lines(Command command)
    {
        var arguments = command.Arguments.Select(argument => $" <{argument.Name}>");
        yield return CommandPath.Of(command) + string.Concat(arguments) + (command.Hidden ? " (hidden)" : "");
        foreach (var option in command.Options)
        {
            yield return "    " + string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name));
        }
    }
}
