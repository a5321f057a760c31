using System.Text.Json.Nodes;

namespace Crm.Cli.Tests.Dedupe;

public sealed class EvaluateDedupeCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public EvaluateDedupeCommandTests()
    {
        Write(
            "people.csv",
            "id,first,surname,mail",
            "1,Ada,Lovelace,ada@example.com",
            "2,Ada,Lovelace,ada@example.com",
            "3,Grace,Hopper,grace@example.com"
        );
        Write("truth.csv", "id,person", "1,a", "2,a", "3,b");
    }

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Figures_of_a_labelled_file_are_printed()
    {
        var outcome = await _terminal.RunAsync("dedupe", "evaluate", "people.csv", "--truth", "truth.csv", "--json");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        var figures = Assert.Single(JsonNode.Parse(outcome.Out)!.AsArray())!;
        Assert.Equal(
            (3, 1, 1.0),
            ((int)figures["records"]!, (int)figures["truePairs"]!, (double)figures["clusterF1"]!)
        );
        Assert.Contains("surname = family-name", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_can_be_mapped_by_hand()
    {
        var outcome = await _terminal.RunAsync(
            "dedupe",
            "evaluate",
            "people.csv",
            "--truth",
            "truth.csv",
            "--map",
            "mail=email"
        );

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal("mail = email\n", outcome.Error);
    }

    [Theory]
    [InlineData("mail", "--map takes COLUMN=TYPE")]
    [InlineData("mail=letter", "There is no type 'letter'")]
    [InlineData("post=email", "has no column 'post'")]
    public async Task A_map_that_cannot_be_is_wrong_usage(string map, string expected)
    {
        var outcome = await _terminal.RunAsync(
            "dedupe",
            "evaluate",
            "people.csv",
            "--truth",
            "truth.csv",
            "--map",
            map
        );

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_without_a_label_is_named()
    {
        Write("truth.csv", "id,person", "1,a");

        var outcome = await _terminal.RunAsync("dedupe", "evaluate", "people.csv", "--truth", "truth.csv");

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("what the record '2' is", outcome.Error, StringComparison.Ordinal);
    }

    private void Write(string file, params string[] lines) =>
        File.WriteAllLines(Path.Combine(_terminal.Project, file), lines);
}
