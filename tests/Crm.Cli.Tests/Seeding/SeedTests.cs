using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Crm.Cli.Tests.Seeding;

public sealed class SeedTests : IDisposable
{
    /// <summary>Frozen: whoever changes it changes the data of everyone who seeds with the same arguments.</summary>
    private const string HashOfTwelve = "cae8f34b7ff9a0f2bef038795f37b8ff56a4301dcd1a74acae922717111ffc30";

    private const string HashOfThousands = "58585512321d8a03bc53532bfb857579324a0a754b1050f1573e69d697bc0565";

    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_small_run_has_the_bytes_it_has_always_had() =>
        Assert.Equal(HashOfTwelve, Hash(await DryRunAsync("--seed", "42", "--customers", "12")));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public async Task Equal_arguments_make_equal_bytes_whatever_the_culture(string culture)
    {
        var usual = Hash(await DryRunAsync("--customers", "200"));
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(usual, Hash(await DryRunAsync("--customers", "200")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task What_is_sent_is_what_the_dry_run_shows_and_holds_no_id_of_the_service()
    {
        await RunAgainstAsync("0198c5f2-0000-7000-8000-000000000001");
        var first = Bodies();
        _terminal.Service.Requests.Clear();
        await RunAgainstAsync("0198c5f2-0000-7000-8000-00000000abcd");
        Assert.Equal(first, Bodies());

        var shown = Lines(await DryRunAsync("--customers", "3"));
        Assert.Equal(shown.Count, first.Count);
        Assert.All(shown.Zip(first), pair => Assert.Contains((string)pair.First["file"]!, pair.Second));
    }

    [Fact]
    public async Task A_larger_run_repeats_the_smaller_one_and_adds_to_it()
    {
        var small = Rows(await DryRunAsync("--customers", "20"), "customers");
        var large = Rows(await DryRunAsync("--customers", "40"), "customers");

        Assert.Equal(small, large.Take(small.Count));
    }

    /// <summary>Frozen like the small one; so many that files are made while they are sent.</summary>
    [Fact]
    public async Task A_large_run_has_the_bytes_it_has_always_had() =>
        Assert.Equal(HashOfThousands, Hash(await DryRunAsync("--customers", "5001", "--locale", "en")));

    [Fact]
    public async Task A_large_run_names_the_same_customers_as_a_small_one()
    {
        var small = Rows(await DryRunAsync("--customers", "20"), "customers").Skip(1).ToList();
        var large = (await DryRunAsync("--customers", "5001"))
            .Split('\n')
            .SkipWhile(line => !line.Contains("\"resource\":\"customers\"", StringComparison.Ordinal))
            .Skip(1)
            .Take(small.Count)
            .Select(line => JsonNode.Parse(line)!);

        Assert.All(
            small.Zip(large),
            pair => Assert.All(pair.Second.AsObject(), cell => Assert.Contains((string)cell.Value!, pair.First))
        );
    }

    [Fact]
    public async Task Another_seed_makes_other_records() =>
        Assert.NotEqual(await DryRunAsync("--seed", "1"), await DryRunAsync("--seed", "2"));

    [Fact]
    public async Task Chinese_customers_have_names_in_Han_characters()
    {
        var file = Lines(await DryRunAsync("--customers", "30", "--locale", "zh_CN"))
            .Single(line => (string?)line["options"]!["resource"] == "customers");
        var rows = ((string)file["file"]!).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var name = rows[0].Split(',').ToList().IndexOf("name");

        Assert.Equal(30, rows.Length - 1);
        Assert.All(
            rows[1..],
            row => Assert.All(row.Split(',')[name].EnumerateRunes(), rune => Assert.InRange(rune.Value, 0x4E00, 0x9FFF))
        );
    }

    [Fact]
    public async Task Nothing_happens_on_the_day_of_the_data_or_later()
    {
        var bodies = await DryRunAsync("--customers", "60", "--as-of", "2020-02-29");

        var moments = bodies.Split(',', '"').Where(cell => cell.EndsWith('Z') && cell.Contains('T'));
        Assert.NotEmpty(moments);
        Assert.All(
            moments.Select(cell => cell.Split("\\n")[^1]),
            moment => Assert.True(string.CompareOrdinal(moment, "2020-02-29T") < 0, moment)
        );
    }

    [Theory]
    [InlineData("--customers", "0")]
    [InlineData("--locale", "xx")]
    [InlineData("--as-of", "31.01.2026")]
    public async Task What_cannot_be_seeded_is_wrong_usage(string option, string value)
    {
        var outcome = await _terminal.RunAsync("seed", option, value);

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains(option, outcome.Error);
    }

    [Fact]
    public async Task A_run_sums_up_what_became_of_the_records()
    {
        var outcome = await RunAgainstAsync("0198c5f2-0000-7000-8000-000000000001");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        var customers = JsonNode.Parse(outcome.Out)!.AsArray().Single(sum => (string?)sum!["resource"] == "customers");
        Assert.Equal((2, 1), ((int)customers!["created"]!, (int)customers["unchanged"]!));
    }

    private async Task<string> DryRunAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync(["seed", "--dry-run", .. arguments]);
        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        return outcome.Out;
    }

    /// <summary>A service that answers every import with a job of this id, which is over at the first look.</summary>
    private async Task<Outcome> RunAgainstAsync(string job)
    {
        var count = Lines(await DryRunAsync("--customers", "3")).Count;
        for (var file = 0; file < count; file++)
        {
            _terminal.Service.Answers($$$"""{"id":"{{{job}}}","state":"created","counts":{}}""");
            _terminal.Service.Answers(
                $$$"""{"id":"{{{job}}}","state":"completed","endTime":"2026-01-31T12:00:00Z","counts":{"created":2,"unchanged":1,"rejected":0}}"""
            );
        }

        return await _terminal.RunAsync("seed", "--customers", "3");
    }

    private List<string> Bodies() =>
        [.. _terminal.Service.Requests.Where(request => request.Method == "POST").Select(request => request.Body)];

    private static List<JsonNode> Lines(string ndjson) =>
        [.. ndjson.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static List<string> Rows(string ndjson, string resource) =>
        [
            .. Lines(ndjson)
                .Where(line => (string?)line["options"]!["resource"] == resource)
                .SelectMany(line => ((string)line["file"]!).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)),
        ];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
