using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>Seeds through the real service.</summary>
public sealed class SeedTests
{
    [Fact]
    public async Task A_second_run_doubles_nothing()
    {
        await using var server = await CrmServer.StartAsync();
        using var terminal = Terminal.At(server);

        var first = await RunAsync(terminal);
        var second = await RunAsync(terminal);

        Assert.All(first, sum => Assert.Equal((0, 0), ((int)sum["unchanged"]!, (int)sum["rejected"]!)));
        Assert.All(second, sum => Assert.Equal((0, 0), ((int)sum["created"]!, (int)sum["rejected"]!)));
        Assert.Equal(
            ["products", "users", "customers", "relationships", "opportunities", "quotes", "cases", "interactions"],
            first.Select(sum => (string?)sum["resource"])
        );
        Assert.All(first, sum => Assert.True((int)sum["created"]! > 0));
    }

    private static async Task<List<JsonNode>> RunAsync(Terminal terminal)
    {
        var outcome = await terminal.RunAsync("seed", "--customers", "40");
        Assert.True(outcome.ExitCode == ExitCode.Ok, outcome.Error);
        return [.. JsonNode.Parse(outcome.Out)!.AsArray().OfType<JsonNode>()];
    }
}
