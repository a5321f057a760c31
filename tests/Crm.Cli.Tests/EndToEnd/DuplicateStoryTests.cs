using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>Who is on the phone, and who is entered a second time, from a terminal through the real service.</summary>
public sealed class DuplicateStoryTests : IAsyncLifetime
{
    private CrmServer _server = null!;
    private Terminal _terminal = null!;

    public async Task InitializeAsync()
    {
        _server = await CrmServer.StartAsync();
        _terminal = Terminal.At(_server);
        await _server.Admin.AddDoublesAsync("shop");
    }

    public async Task DisposeAsync()
    {
        _terminal.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_caller_and_the_doubles_of_a_customer_are_found()
    {
        var called = await ListAsync("customers", "match", "--family-name", "Castellani", "--phone", "06 5550505");
        _terminal.Input = """{"name":"Nordlicht Maschinenbau GmbH","email":"info@nordlicht.example"}""";
        var piped = await ListAsync("customers", "match", "--file", "-");
        var doubles = await ListAsync("customers", "duplicates", piped[0]!.Text("number"));

        Assert.Equal("Aurelia Castellani", called[0]!.Text("name"));
        Assert.Equal("Nordlicht Maschinenbau GmbH", piped[0]!.Text("name"));
        Assert.Equal("Nordlicht Maschinenbau", Assert.Single(doubles)!.Text("name"));
    }

    [Fact]
    public async Task A_double_is_refused_or_warned_of()
    {
        string[] fields =
        [
            "--kind",
            "person",
            "--given-name",
            "Aurelia",
            "--family-name",
            "Castelani",
            "--set",
            """contactPoints:=[{"channel":"email","value":"aurelia@castellani.example"},{"channel":"phone","value":"+39 06 5550505"}]""",
        ];

        var refused = await _terminal.RunAsync(["customers", "create", "--duplicates", "block", .. fields]);
        var warned = await _terminal.RunAsync([
            "customers",
            "create",
            "--duplicates",
            "warn",
            "--json",
            "number,possibleDuplicates",
            .. fields,
        ]);
        await File.WriteAllTextAsync(
            Path.Combine(_terminal.Project, "people.csv"),
            "kind,givenName,familyName,contactPoints[0].channel,contactPoints[0].value\nperson,Aurelia,Castelani,email,aurelia@castellani.example\n"
        );
        var imported = await _terminal.RunAsync(
            "import",
            "customers",
            Path.Combine(_terminal.Project, "people.csv"),
            "--duplicates",
            "block",
            "--duplicate-threshold",
            "0.5",
            "--json",
            "counts"
        );

        Assert.Equal(ExitCode.Conflict, refused.ExitCode);
        Assert.True(warned.ExitCode == ExitCode.Ok, warned.Error);
        Assert.Equal("Aurelia Castellani", JsonNode.Parse(warned.Out)!["possibleDuplicates"]![0]!.Text("name"));
        Assert.Equal(1, (int)JsonNode.Parse(imported.Out)!["counts"]!["duplicate"]!);
    }

    private async Task<JsonArray> ListAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync([.. arguments, "--json", "number,name,score"]);
        Assert.True(outcome.ExitCode == ExitCode.Ok, outcome.Error);
        return JsonNode.Parse(outcome.Out)!.AsArray();
    }
}
