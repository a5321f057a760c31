using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>Who is written to and who is not, by commands, through the real service.</summary>
public sealed class OutreachListStoryTests(CrmFixture fixture) : IClassFixture<CrmFixture>, IDisposable
{
    private readonly Terminal _terminal = Terminal.At(fixture.Server);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_segment_is_tried_stored_refreshed_and_listed()
    {
        var ada = await PersonAsync("Ada", "winner");
        await PersonAsync("Bob", "loser");

        var tried = await JsonAsync("segments", "try", "--filter", "tags:winner");
        var rule = await JsonAsync("segments", "create", "--name", "Won", "--kind", "rule", "--filter", "tags:winner");
        var id = (string)rule["id"]!;
        var previewed = await JsonAsync("segments", "preview", id);
        await JsonAsync("segments", "refresh", id);
        await JsonAsync("jobs", "watch", "--last");
        var members = await JsonAsync("segments", "members", id);

        Assert.Equal(1, (int)tried["count"]!);
        Assert.Equal(tried["sample"]!.ToJsonString(), previewed["sample"]!.ToJsonString());
        Assert.Equal(ada, (string)Assert.Single(members.AsArray())!["id"]!);
    }

    [Fact]
    public async Task A_list_is_told_who_is_on_it()
    {
        var cleo = await PersonAsync("Cleo", "new");
        var list = await JsonAsync("segments", "create", "--name", "Guests", "--kind", "list");

        var changed = await JsonAsync("segments", "change-members", (string)list["id"]!, "--set", $"add:=[\"{cleo}\"]");

        Assert.Equal((1, 1), ((int)changed["added"]!, (int)changed["memberCount"]!));
    }

    [Fact]
    public async Task What_somebody_said_is_recorded_and_asked_for()
    {
        string[] word = ["--channel", "email", "--address", "dora@acme.example", "--purpose", "newsletter"];

        await JsonAsync(["consents", "record", .. word, "--state", "granted"]);
        await JsonAsync(["consents", "record", .. word, "--state", "withdrawn"]);
        var state = await JsonAsync(["consents", "state", .. word]);
        var said = await JsonAsync("consents", "list", "--filter", "address = \"dora@acme.example\"");

        Assert.Equal("withdrawn", (string?)Assert.Single(state["states"]!.AsArray())!["state"]);
        Assert.Equal(2, said.AsArray().Count);
    }

    [Fact]
    public async Task A_file_of_suppressions_is_imported_checked_and_exported()
    {
        var file = _terminal.Write("old.csv", "channel,address,reason\nemail,eve@acme.example,unsubscribed\n");
        string[] import = ["suppressions", "import", file, "--mode", "createOrSkip", "--match-on", "address"];
        string[] address = ["--channel", "email", "--address"];

        var first = await JsonAsync(import);
        var second = await JsonAsync(import);
        var check = await JsonAsync(["suppressions", "check", .. address, "EVE@acme.example"]);
        var other = await JsonAsync(["suppressions", "check", .. address, "finn@acme.example"]);
        await _terminal.RunAsync("suppressions", "export", "--to", "-");

        Assert.Equal((1, 1), ((int)first["counts"]!["created"]!, (int)second["counts"]!["unchanged"]!));
        Assert.True((bool)check["isSuppressed"]!);
        Assert.False((bool)other["isSuppressed"]!);
        Assert.Contains(
            "eve@acme.example",
            Encoding.UTF8.GetString(_terminal.Bytes.ToArray()),
            StringComparison.Ordinal
        );
    }

    private async Task<string> PersonAsync(string name, string tag) =>
        (string)
            (await JsonAsync("customers", "create", "--kind", "person", "--name", name, "--set", $"tags:=[\"{tag}\"]"))[
                "id"
            ]!;

    private async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync([.. arguments, "-o", "json"]);
        Assert.True(outcome.ExitCode == ExitCode.Ok, outcome.Error);
        return JsonNode.Parse(outcome.Out)!;
    }
}
