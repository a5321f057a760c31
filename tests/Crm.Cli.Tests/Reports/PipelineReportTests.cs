using System.Text.Json.Nodes;

namespace Crm.Cli.Tests.Reports;

public sealed class PipelineReportTests : IDisposable
{
    private const string Report = """
        {"groupBy":"stage","timeZone":"UTC","rows":[
          {"key":"engaging","label":"Engaging","count":1589,"wonCount":0,"lostCount":0},
          {"key":"won","label":"Won","currency":"USD","count":4238,"amount":"10005534.00","weightedAmount":"10005534.00","wonCount":4238,"lostCount":0,"winRate":1,"averageDaysToClose":51.78},
          {"key":"won","label":"Won","currency":"JPY","count":1,"amount":"1200","weightedAmount":"1200","wonCount":1,"lostCount":0,"winRate":1}],
         "totals":[{"currency":"USD","count":4238,"amount":"10005534.00","wonCount":4238,"lostCount":2473,"winRate":0.6315}]}
        """;

    private readonly Terminal _terminal = new();

    public PipelineReportTests() => _terminal.Service.Answers(Report);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task On_a_terminal_it_has_bars_totals_and_each_currencys_digits()
    {
        _terminal.IsTerminal = true;

        var outcome = await _terminal.RunAsync("report", "pipeline");

        var lines = outcome.Out.Split('\n');
        Assert.Contains(lines, line => line.Contains("Engaging") && line.Contains("1,589") && line.Contains("████"));
        Assert.Contains(
            lines,
            line => line.Contains("Won") && line.Contains("4,238") && line.Contains("10,005,534.00 USD")
        );
        Assert.Contains(lines, line => line.Contains("1,200 JPY"));
        Assert.Contains(lines, line => line.Contains("Total") && line.Contains("63.2"));
    }

    [Theory]
    [InlineData(82, true)]
    [InlineData(66, false)]
    public async Task A_narrow_terminal_gets_whole_figures_and_is_told_what_is_missing(int width, bool hasWeighted)
    {
        _terminal.IsTerminal = true;
        _terminal.Width = width;

        var outcome = await _terminal.RunAsync("report", "pipeline");

        var won = outcome.Out.Split('\n').Single(line => line.Contains("4,238") && line.Contains("Won"));
        Assert.Contains("10,005,534.00 USD", won);
        Assert.EndsWith("51.8", won.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(hasWeighted, outcome.Out.Contains("weighted"));
        Assert.Equal(!hasWeighted, outcome.Error.Contains("too narrow for: weighted"));
        Assert.All(outcome.Out.Split('\n'), line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public async Task Deals_without_an_amount_say_so()
    {
        _terminal.IsTerminal = true;

        var outcome = await _terminal.RunAsync("report", "pipeline");

        Assert.Contains("no amount", outcome.Out.Split('\n').Single(line => line.Contains("Engaging")));
    }

    [Fact]
    public async Task A_pipe_gets_the_whole_answer()
    {
        var outcome = await _terminal.RunAsync(
            "report",
            "pipeline",
            "--by",
            "month",
            "--pipeline",
            "7",
            "--from",
            "2026-01-01",
            "--to",
            "2026-04-01",
            "--filter",
            "source = \"web\"",
            "--time-zone",
            "Europe/Berlin"
        );

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Report), JsonNode.Parse(outcome.Out)));
        Assert.Equal(
            "?groupBy=month&pipelineId=7&from=2026-01-01&to=2026-04-01&filter=source%20%3D%20%22web%22&timeZone=Europe%2FBerlin",
            new Uri(_terminal.Service.Request.Target).Query
        );
    }

    [Fact]
    public async Task Csv_has_a_line_for_each_row()
    {
        var outcome = await _terminal.RunAsync("report", "pipeline", "-o", "csv", "--columns", "label,currency,count");

        Assert.Equal("label,currency,count\r\nEngaging,,1589\r\nWon,USD,4238\r\nWon,JPY,1\r\n", outcome.Out);
    }

    [Fact]
    public async Task Choosing_fields_gives_the_rows()
    {
        var outcome = await _terminal.RunAsync("report", "pipeline", "--json", "label,count");

        Assert.Equal(1589, (int)JsonNode.Parse(outcome.Out)![0]!["count"]!);
    }
}
