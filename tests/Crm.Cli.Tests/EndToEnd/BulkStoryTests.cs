using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>What people do with files and with many records at once, through the real service.</summary>
public sealed class BulkStoryTests(CrmFixture fixture) : IClassFixture<CrmFixture>, IDisposable
{
    private readonly Terminal _terminal = Terminal.At(fixture.Server);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Rows_that_did_not_come_in_are_given_back_corrected_and_sent_again()
    {
        var file = _terminal.Write(
            "people.csv",
            "kind,name,birthDate\norganization,Sumace,\norganization,Zotware,1996-02-31\n"
        );

        var first = await _terminal.RunAsync("import", "customers", file, "--mode", "create");
        var failed = Path.Combine(_terminal.Project, "failed.csv");
        await OkAsync("jobs", "results", "--last", "--failed", "--to", failed);
        var text = await File.ReadAllTextAsync(failed);
        await File.WriteAllTextAsync(failed, text.Replace("1996-02-31", "1996-02-29", StringComparison.Ordinal));
        await OkAsync("import", "customers", failed, "--mode", "create");

        Assert.Equal(ExitCode.PartialSuccess, first.ExitCode);
        Assert.Contains("value-invalid", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sumace", text, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("name = \"Zotware\""));
    }

    [Fact]
    public async Task An_export_imported_again_changes_nothing()
    {
        var file = _terminal.Write(
            "people.csv",
            "kind,name,category\norganization,Bioholding,trip\norganization,Donware,trip\n"
        );
        await OkAsync("import", "customers", file, "--mode", "create");
        var export = Path.Combine(_terminal.Project, "trip.csv");

        await OkAsync("export", "customers", "--filter", "category = \"trip\"", "--to", export);
        var again = await OkAsync("import", "customers", export, "--mode", "update", "--match-on", "id");

        Assert.Contains("\"unchanged\": 2", again.Out, StringComparison.Ordinal);
        Assert.Contains("\"updated\": 0", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bulk_change_is_made_and_taken_back()
    {
        var file = _terminal.Write(
            "people.csv",
            "kind,name,category\norganization,Isdom,many\norganization,Konmatfix,many\n"
        );
        await OkAsync("import", "customers", file, "--mode", "create");

        await OkAsync(
            "bulk",
            "update",
            "customers",
            "--filter",
            "category = \"many\"",
            "--set",
            "source=fair",
            "--yes"
        );
        var changed = await CountAsync("category = \"many\" AND source = \"fair\"");
        await OkAsync("jobs", "undo", "--last", "--yes");

        Assert.Equal(2, changed);
        Assert.Equal(0, await CountAsync("category = \"many\" AND source = \"fair\""));
        Assert.Equal(2, await CountAsync("category = \"many\""));
    }

    private async Task<int> CountAsync(string filter) =>
        JsonNode.Parse((await OkAsync("customers", "list", "--filter", filter, "--json", "id")).Out)!.AsArray().Count;

    private async Task<Outcome> OkAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync(arguments);
        Assert.True(outcome.ExitCode == ExitCode.Ok, outcome.Error);
        return outcome;
    }
}
