using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Cli.Imports;

namespace Crm.Cli.Tests.Seeding;

/// <summary>Customers that are others entered again, and the file that says which.</summary>
public sealed class SeedDuplicatesTests : IDisposable
{
    /// <summary>Frozen: whoever changes it changes the data of everyone who seeds with the same arguments.</summary>
    private const string HashOfFifty = "daa1204581a0f0b2da6755b147fefde1be017d97df1ced58d223279181078f2b";

    private const string Key = "externalIds[0].value";

    private readonly Terminal _terminal = new();

    private string TruthPath => Path.Combine(_terminal.Project, "truth.csv");

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Copies_and_their_truth_have_the_bytes_they_have_always_had()
    {
        var sent = await SeedAsync("--customers", "50", "--duplicates", "0.3");

        var bytes = Encoding.UTF8.GetBytes(sent + await File.ReadAllTextAsync(TruthPath));
        Assert.Equal(HashOfFifty, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Theory]
    [InlineData("1000", "0.2", 200)]
    [InlineData("1000", "0.25", 250)]
    [InlineData("500", "0.9", 450)]
    [InlineData("500", "0", 0)]
    public async Task The_share_of_copies_is_the_one_asked_for(string customers, string share, int copies)
    {
        await SeedAsync("--customers", customers, "--duplicates", share);

        Assert.Equal(copies, Truth().Count(IsCopy));
    }

    [Fact]
    public async Task Customers_that_are_no_copies_are_those_of_a_run_without_duplicates()
    {
        var without = Customers(await SeedAsync("--customers", "100"));
        var with = Customers(await SeedAsync("--customers", "100", "--duplicates", "0.4"));

        Assert.All(
            Truth().Where(row => !IsCopy(row)).Select(row => row["externalId"]),
            id => Assert.Equal(without[id], with[id])
        );
    }

    [Fact]
    public async Task A_larger_run_repeats_the_smaller_one_and_adds_to_it()
    {
        await SeedAsync("--customers", "40", "--duplicates", "0.25");
        var small = await File.ReadAllLinesAsync(TruthPath);
        await SeedAsync("--customers", "6000", "--duplicates", "0.25");

        Assert.Equal(small, (await File.ReadAllLinesAsync(TruthPath)).Take(small.Length));
    }

    [Fact]
    public async Task Every_copy_differs_from_a_customer_of_its_kind_and_country_that_came_before()
    {
        var customers = Customers(await SeedAsync("--customers", "400", "--duplicates", "0.5"));

        Assert.All(
            Truth().Where(IsCopy),
            row =>
            {
                var (copy, original) = (customers[row["externalId"]], customers[row["cluster"]]);
                Assert.True(string.CompareOrdinal(row["cluster"], row["externalId"]) < 0);
                Assert.Equal(original["kind"], copy["kind"]);
                Assert.Equal(original["addresses[0].country"], copy["addresses[0].country"]);
                Assert.NotEqual(Values(original), Values(copy));
                Assert.NotEmpty(row["changes"]);
            }
        );
    }

    [Fact]
    public async Task A_truth_says_of_each_customer_what_is_sent_of_it()
    {
        var customers = Customers(await SeedAsync("--customers", "100", "--duplicates", "0.5"));

        var truth = Truth();
        Assert.Equal(customers.Keys, truth.Select(row => row["externalId"]));
        Assert.All(
            truth,
            row =>
            {
                var customer = customers[row["externalId"]];
                Assert.Equal(customer["givenName"], row["givenName"]);
                Assert.Equal(customer["addresses[0].street"], row["street"]);
                Assert.Contains(row["phone"], Values(customer));
            }
        );
    }

    [Fact]
    public async Task A_truth_can_be_evaluated_by_itself()
    {
        await SeedAsync("--customers", "300", "--duplicates", "0.3", "--locale", "en");

        var outcome = await _terminal.RunAsync("dedupe", "evaluate", "truth.csv", "--truth", "truth.csv");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        var figures = JsonNode.Parse(outcome.Out)!.AsArray();
        Assert.Equal(["organization", "person"], figures.Select(figure => (string?)figure!["kind"]));
        Assert.Equal(PairsIn(Truth()), figures.Sum(figure => (int)figure!["truePairs"]!));
        Assert.All(figures, figure => Assert.InRange((double)figure!["clusterF1"]!, 0.8, 1));
    }

    [Fact]
    public async Task The_service_is_asked_not_to_hold_copies_back()
    {
        var policies = Lines(await SeedAsync("--customers", "20", "--duplicates", "0.5"))
            .Select(line => ((string?)line["options"]!["resource"], (string?)line["options"]!["duplicates"]));

        Assert.All(policies, file => Assert.Equal(file.Item1 == "customers" ? "allow" : null, file.Item2));
    }

    [Fact]
    public async Task A_file_in_the_way_of_the_truth_is_kept_unless_it_may_go()
    {
        await File.WriteAllTextAsync(TruthPath, "mine");
        string[] arguments = ["seed", "--customers", "10", "--dry-run", "--truth", "truth.csv"];

        var refused = await _terminal.RunAsync(arguments);

        Assert.Equal((ExitCode.Usage, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("--overwrite", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(TruthPath));
        Assert.Equal(ExitCode.Ok, (await _terminal.RunAsync([.. arguments, "--overwrite"])).ExitCode);
        Assert.Equal(10, Truth().Count);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-0.1")]
    [InlineData("0,2")]
    [InlineData("20%")]
    [InlineData("")]
    public async Task What_is_no_share_is_wrong_usage(string share)
    {
        var outcome = await _terminal.RunAsync("seed", "--dry-run", "--duplicates", share);

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("--duplicates", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>What would be sent.</summary>
    private async Task<string> SeedAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync([
            "seed",
            "--dry-run",
            "--truth",
            "truth.csv",
            "--overwrite",
            .. arguments,
        ]);
        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        return outcome.Out;
    }

    private List<Dictionary<string, string>> Truth() => Rows(File.ReadAllText(TruthPath));

    private static bool IsCopy(Dictionary<string, string> row) => row["cluster"] != row["externalId"];

    /// <summary>The customers by their external id.</summary>
    private static Dictionary<string, Dictionary<string, string>> Customers(string sent)
    {
        var file = Lines(sent).Single(line => (string?)line["options"]!["resource"] == "customers");
        return Rows((string)file["file"]!).ToDictionary(row => row[Key]);
    }

    private static List<string> Values(Dictionary<string, string> customer) =>
        [.. customer.Where(cell => cell.Key != Key).Select(cell => cell.Value)];

    private static int PairsIn(IEnumerable<Dictionary<string, string>> truth) =>
        truth.CountBy(row => row["cluster"]).Sum(cluster => cluster.Value * (cluster.Value - 1) / 2);

    private static List<JsonNode> Lines(string ndjson) =>
        [.. ndjson.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static List<Dictionary<string, string>> Rows(string csv)
    {
        using var reader = new StringReader(csv);
        var records = CsvRecords.Read(reader, ',').ToList();
        return
        [
            .. records[1..]
                .Select(record => records[0].Zip(record).ToDictionary(cell => cell.First, cell => cell.Second)),
        ];
    }
}
