using System.Globalization;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>A real CRM export, loaded with the tool into the service: what the demo shows, with its figures.</summary>
public sealed class SalesExportTests
{
    private static readonly string[] Attributes =
    [
        """{"key":"sector","name":"Sector","type":"text","categories":["account"]}""",
        """{"key":"yearEstablished","name":"Year established","type":"number","categories":["account"]}""",
        """{"key":"revenue","name":"Revenue","type":"number","categories":["account"]}""",
        """{"key":"employees","name":"Employees","type":"number","categories":["account"]}""",
    ];

    /// <summary>Each engine takes the export in another way of writing dates; the figures are the same.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Rows_with_an_unknown_product_wait_for_an_alias_and_the_report_adds_up(Engine engine)
    {
        var (file, dateFormat) =
            engine is Engine.Sqlite ? ("sales_pipeline.csv", "dd-MM-yy") : ("sales_pipeline.us-dates.csv", "M/d/yyyy");
        await using var server = await CrmServer.StartAsync(engine);
        using var terminal = Terminal.At(server);
        await LoadAccountsAsync(terminal);
        string[] import =
        [
            "import",
            "opportunities",
            Path(file),
            "--map",
            Path("opportunities.map.json"),
            "--date-format",
            dateFormat,
        ];

        var first = await terminal.RunAsync(import);
        Assert.Equal(ExitCode.PartialSuccess, first.ExitCode);
        Assert.Equal((7_320, 0, 1_480), Counts(first));
        var rejected = await terminal.RunAsync("jobs", "lines", "--last", "--outcome", "rejected", "-o", "ndjson");
        var lines = rejected.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(1_480, lines.Length);
        Assert.All(lines, line => Assert.Contains("did you mean 'GTX Pro'?", line));

        var second = await terminal.RunAsync([.. import, "--alias", "product:GTXPro=GTX Pro"]);
        Assert.Equal(ExitCode.Ok, second.ExitCode);
        Assert.Equal((1_480, 7_320, 0), Counts(second));

        var report = await terminal.RunAsync("report", "pipeline", "--json", "key,count,amount,currency");
        Assert.Equal(
            [
                ("prospecting", 500, null),
                ("engaging", 1_589, null),
                ("won", 4_238, "10005534.00 USD"),
                ("lost", 2_473, "0.00 USD"),
            ],
            Rows(report)
        );
    }

    private static async Task LoadAccountsAsync(Terminal terminal)
    {
        terminal.Input = string.Join('\n', Attributes);
        await ExpectAsync(terminal, "attribute-definitions", "batch", "--op", "create");
        var teams = SalesTeams().Select(row => row[2]).Distinct().ToArray();
        Assert.Equal(3, teams.Length);
        terminal.Input = string.Join('\n', teams.Prepend("regional_office"));
        await ExpectAsync(terminal, "import", "teams", "-", "--map", Path("teams.map.json"));
        terminal.Input = string.Join(
            '\n',
            SalesTeams().Select(row => $"{row[1]},{row[2]}").Distinct().Prepend("manager,regional_office")
        );
        await ExpectAsync(terminal, "import", "users", "-", "--map", Path("managers.map.json"));

        var sellers = await ExpectAsync(
            terminal,
            "import",
            "users",
            Path("sales_teams.csv"),
            "--map",
            Path("sellers.map.json")
        );
        Assert.Equal((35, 0, 0), Counts(sellers));
        var products = await ExpectAsync(
            terminal,
            "import",
            "products",
            Path("products.csv"),
            "--map",
            Path("products.map.json")
        );
        Assert.Equal((7, 0, 0), Counts(products));
        var accounts = await ExpectAsync(
            terminal,
            "import",
            "customers",
            Path("accounts.csv"),
            "--map",
            Path("accounts.map.json")
        );
        Assert.Equal((85, 0, 0), Counts(accounts));
        var parent = await terminal.RunAsync(
            "customers",
            "list",
            "--filter",
            "name = \"Bluth Company\"",
            "--expand",
            "parent"
        );
        Assert.Equal("Acme Corporation", (string?)JsonNode.Parse(parent.Out)![0]!["parent"]!["name"]);
    }

    private static async Task<Outcome> ExpectAsync(Terminal terminal, params string[] arguments)
    {
        var outcome = await terminal.RunAsync(arguments);
        Assert.True(outcome.ExitCode == ExitCode.Ok, outcome.Error);
        return outcome;
    }

    private static IEnumerable<string[]> SalesTeams() =>
        File.ReadLines(Path("sales_teams.csv")).Skip(1).Select(line => line.Split(','));

    private static (int Created, int Unchanged, int Rejected) Counts(Outcome outcome)
    {
        var counts = JsonNode.Parse(outcome.Out)!["counts"]!;
        return ((int)counts["created"]!, (int)counts["unchanged"]!, (int)counts["rejected"]!);
    }

    private static IEnumerable<(string? Key, int Count, string? Amount)> Rows(Outcome report) =>
        JsonNode
            .Parse(report.Out)!
            .AsArray()
            .Select(row =>
                (
                    (string?)row!["key"],
                    (int)row["count"]!,
                    row["amount"] is { } amount
                        ? string.Create(CultureInfo.InvariantCulture, $"{amount} {row["currency"]}")
                        : null
                )
            );

    private static string Path(string file) => System.IO.Path.Combine(AppContext.BaseDirectory, "crm-sales", file);
}
