using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>Seeds known duplicates into the real service, has them found, and judges what was found.</summary>
public sealed class SeedDuplicatesTests(CrmFixture fixture) : IClassFixture<CrmFixture>, IDisposable
{
    private const int Customers = 200;
    private const int Copies = 60;

    private readonly Terminal _terminal = Terminal.At(fixture.Server);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Known_duplicates_are_seeded_found_and_judged()
    {
        var sums = await JsonAsync("seed", "--customers", "200", "--duplicates", "0.3", "--truth", "truth.csv");

        var seeded = sums.AsArray().Single(sum => (string?)sum!["resource"] == "customers")!;
        Assert.Equal((Customers, 0, 0), ((int)seeded["created"]!, (int)seeded["duplicate"]!, (int)seeded["rejected"]!));
        await TruthIsWhatLiesThereAsync();

        await JsonAsync("dedupe", "run");
        var judged = await JsonAsync("dedupe", "judge", "--truth", "truth.csv");
        Assert.Equal(Customers, (int)judged["customers"]!);
        Assert.InRange((int)judged["truePairs"]!, Copies, 3 * Copies);
        Assert.InRange((double)judged["clusterPrecision"]!, 0.8, 1);
        Assert.InRange((double)judged["clusterRecall"]!, 0.8, 1);
    }

    private async Task TruthIsWhatLiesThereAsync()
    {
        var found = await JsonAsync("customers", "list", "--all", "--json", "name,externalIds");
        var names = found
            .AsArray()
            .ToDictionary(
                customer => (string)customer!["externalIds"]![0]!["value"]!,
                customer => (string)customer!["name"]!
            );
        var truth = await File.ReadAllLinesAsync(Path.Combine(_terminal.Project, "truth.csv"));
        var rows = truth[1..].Select(line => line.Split(',')).ToList();

        Assert.Equal(names.Keys.Order(), rows.Select(row => row[0]).Order());
        Assert.Equal(Copies, rows.Count(row => row[0] != row[1]));
        Assert.All(
            rows.Where(row => row[3] == "person"),
            row => Assert.True(names[row[0]].Contains(row[4]) && names[row[0]].Contains(row[5]), row[0])
        );
    }

    private async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync(arguments);
        Assert.True(outcome.ExitCode == ExitCode.Ok, outcome.Error);
        return JsonNode.Parse(outcome.Out)!;
    }
}
