using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>Customers made one and parted again from a terminal, through the real service.</summary>
public sealed class MergeStoryTests(CrmFixture fixture) : IClassFixture<CrmFixture>, IDisposable
{
    private readonly Terminal _terminal = Terminal.At(fixture.Server);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Two_customers_are_looked_at_merged_and_parted()
    {
        var one = await CreateAsync("Ada Lovelace", "--source", "fair");
        var two = await CreateAsync("Ada King", "--description", "Countess");

        var shown = await OkAsync(
            "customers",
            "merge",
            "--customer-ids",
            one,
            "--customer-ids",
            two,
            "--dry-run",
            "--json",
            "record"
        );
        await OkAsync("customers", "merge", "--customer-ids", one, "--customer-ids", two, "--survivor-id", one);
        var merged = JsonNode.Parse(await OkAsync("customers", "get", two, "--json", "id,description"))!;
        await OkAsync("dedupe", "unmerge", two);
        var parted = JsonNode.Parse(await OkAsync("customers", "get", two, "--json", "id,mergedInto"))!;
        var again = await _terminal.RunAsync("dedupe", "unmerge", two);

        Assert.Contains("Countess", shown, StringComparison.Ordinal);
        // The old id leads to the survivor.
        Assert.Equal(one, merged.Text("id"));
        Assert.Equal("Countess", merged.Text("description"));
        Assert.Equal(two, parted.Text("id"));
        Assert.Null(parted["mergedInto"]);
        Assert.Equal(ExitCode.NotFound, again.ExitCode);
    }

    private async Task<string> CreateAsync(string name, params string[] more)
    {
        var made = await OkAsync(["customers", "create", "--kind", "person", "--name", name, .. more, "--json", "id"]);
        return JsonNode.Parse(made)!.Text("id");
    }

    private async Task<string> OkAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync(arguments);
        Assert.True(outcome.ExitCode == ExitCode.Ok, $"{string.Join(' ', arguments)}\n{outcome.Error}");
        return outcome.Out;
    }
}
