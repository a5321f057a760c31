using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>A second, misspelt export of the same accounts comes in, with deals on both spellings, and is cleared up from a terminal.</summary>
public sealed class MisspeltExportTests(CrmFixture fixture) : IClassFixture<CrmFixture>, IDisposable
{
    private const int Accounts = 85;

    private readonly Terminal _terminal = Terminal.At(fixture.Server);

    private HttpClient Admin => fixture.Admin;

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Misspelt_doubles_of_85_accounts_are_found_decided_merged_and_one_is_parted_again()
    {
        var names = await LoadTwiceAsync();
        var before = await ReportAsync();
        Assert.Equal(2 * Accounts, await CountAsync());

        await ApplyAsync();
        await ReviewAsync(names);
        await ApplyAsync("--all");

        Assert.Equal(Accounts, await CountAsync());
        Assert.Equal(before, await ReportAsync());
        var codehow = await FindAsync("Codehow");
        Assert.Equal(3, await DealsOfAsync(codehow));

        var parted = await OkAsync("dedupe", "unmerge", codehow);
        Assert.Equal(Accounts + 1, await CountAsync());
        Assert.Equal(before, await ReportAsync());
        Assert.Equal(2, await DealsOfAsync(codehow));
        Assert.Contains(codehow, parted, StringComparison.Ordinal);
    }

    /// <summary>The accounts under their names and under misspelt ones, with two deals on the one and one on the other.</summary>
    /// <returns>The true name of each misspelt one.</returns>
    private async Task<Dictionary<string, string>> LoadTwiceAsync()
    {
        string[] attributes = ["sector", "yearEstablished", "revenue", "employees"];
        foreach (var key in attributes)
        {
            var type = key == "sector" ? "text" : "number";
            await Admin.PostAsync(
                "/v1/attribute-definitions",
                new
                {
                    key,
                    name = key,
                    type,
                    categories = new[] { "account" },
                }
            );
        }

        var lines = await File.ReadAllLinesAsync(PathOf("accounts.csv"));
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToList();
        var names = rows.ToDictionary(row => Misspelt(row[0]), row => row[0]);
        var copies = rows.Select(row => string.Join(',', (string[])[Misspelt(row[0]), .. row[1..^1], ""]));
        await OkAsync("import", "customers", PathOf("accounts.csv"), "--map", PathOf("accounts.map.json"));
        await OkAsync(
            "import",
            "customers",
            _terminal.Write("misspelt.csv", string.Join('\n', copies.Prepend(lines[0]))),
            "--map",
            PathOf("accounts.map.json")
        );
        var deals = names.SelectMany(name =>
            new[] { $"{name.Value} I,{name.Value}", $"{name.Value} II,{name.Value}", $"{name.Value} III,{name.Key}" }
        );
        var map = """
            {"mode":"create","mapping":[{"column":"deal","field":"name"},{"column":"account","field":"customerId","by":"name"},
            {"value":"prospecting","field":"stage"}]}
            """;
        await OkAsync(
            "import",
            "opportunities",
            _terminal.Write("deals.csv", string.Join('\n', deals.Prepend("deal,account"))),
            "--map",
            _terminal.Write("deals.map.json", map)
        );
        return names;
    }

    /// <summary>A letter lost, two letters swapped, or a legal form at the end: as names come from people.</summary>
    private static string Misspelt(string name) =>
        (name.Length % 3) switch
        {
            _ when name.EndsWith("corporation", StringComparison.OrdinalIgnoreCase) => $"{name} Inc.",
            1 when name[2] != name[3] => $"{name[..2]}{name[3]}{name[2]}{name[4..]}",
            2 => $"{name} Inc.",
            _ => name.Remove(name.Length / 2, 1),
        };

    private async Task ApplyAsync(params string[] clusters)
    {
        await OkAsync("dedupe", "run");
        await OkAsync(["dedupe", "plan", .. clusters]);
        var job = JsonNode.Parse(await OkAsync("jobs", "get", "--last", "--json", "planId"))!;
        await OkAsync("dedupe", "apply", job.Text("planId"));
    }

    /// <summary>Answers what a person would who knows the accounts.</summary>
    private async Task ReviewAsync(Dictionary<string, string> names)
    {
        await OkAsync("dedupe", "run");
        var pairs = JsonNode.Parse(await OkAsync("dedupe", "pairs", "--undecided", "--all"))!.AsArray();
        _terminal.Input = string.Concat(
            pairs.Select(pair =>
                TrueName(pair!["first"]!.Text("name")) == TrueName(pair["second"]!.Text("name"))
                    ? "same\n"
                    : "different\n"
            )
        );
        await OkAsync("dedupe", "review");

        string TrueName(string name) => names.GetValueOrDefault(name, name);
    }

    private Task<string> ReportAsync() => OkAsync("report", "pipeline", "--json", "key,count,amount,currency");

    private async Task<int> CountAsync() =>
        (int)(await Admin.GetJsonAsync("/v1/customers?pageSize=1&includeTotal=true"))["totalSize"]!;

    private async Task<string> FindAsync(string name) =>
        JsonNode
            .Parse(await OkAsync("customers", "list", "--filter", $"name = \"{name}\"", "--json", "id"))!
            .AsArray()
            .Single()!
            .Text("id");

    private async Task<int> DealsOfAsync(string customer) =>
        JsonNode
            .Parse(await OkAsync("opportunities", "list", "--filter", $"customerId = \"{customer}\"", "--json", "id"))!
            .AsArray()
            .Count;

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "crm-sales", file);

    private async Task<string> OkAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync(arguments);
        Assert.True(outcome.ExitCode == ExitCode.Ok, $"{string.Join(' ', arguments)}\n{outcome.Error}\n{outcome.Out}");
        return outcome.Out;
    }
}
