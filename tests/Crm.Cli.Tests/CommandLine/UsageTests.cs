namespace Crm.Cli.Tests.CommandLine;

public sealed class UsageTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("custmers list", "Did you mean customers?")]
    [InlineData("customers lsit", "Did you mean list?")]
    [InlineData("customers list --fliter x", "Did you mean --filter?")]
    [InlineData(
        "import customers people.csv --mapping people.map.json",
        "'--mapping' is not known here. Did you mean --map?"
    )]
    [InlineData("customers get --filed name", "'--filed' is not known here.")]
    [InlineData("customers create --given-nam Ada", "Did you mean --given-name?")]
    [InlineData("customers list --output yaml", "'table' 'json' 'ndjson' 'csv'")]
    [InlineData("customers create --kind robot", "'person' 'organisation'")]
    [InlineData("customers create --employees many", "it takes a whole number")]
    [InlineData("customers list --limit 0", "above 0")]
    [InlineData("customers list --limit 3 --all", "contradict")]
    [InlineData("customers list --timeout soon", "is not a duration")]
    [InlineData("customers get", "Required argument missing")]
    [InlineData("customers upsert --given-name Ada", "--match-on")]
    [InlineData("customers list --json name --columns name", "give one of them")]
    public async Task Wrong_usage_ends_with_2_and_says_what_was_meant(string line, string hint)
    {
        var outcome = await _terminal.RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains(hint, outcome.Error);
        Assert.Equal("", outcome.Out);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Theory]
    [InlineData("cust list")]
    [InlineData("customers li")]
    [InlineData("customers list --filt x")]
    public async Task Words_cannot_be_shortened(string line) =>
        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync(line.Split(' '))).ExitCode);

    [Fact]
    public async Task An_argument_that_starts_with_an_at_sign_is_no_response_file()
    {
        _terminal.Service.Answers("{}");

        await _terminal.RunAsync("customers", "get", "@nothing");

        Assert.EndsWith("/v1/customers/%40nothing", _terminal.Service.Request.Target);
    }

    [Fact]
    public async Task After_two_dashes_an_argument_may_look_like_an_option()
    {
        _terminal.Service.Answers("{}");

        await _terminal.RunAsync("customers", "get", "--", "--nothing");

        Assert.EndsWith("/v1/customers/--nothing", _terminal.Service.Request.Target);
    }

    [Fact]
    public async Task The_version_is_one_line_on_stdout()
    {
        var outcome = await _terminal.RunAsync("--version");

        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", outcome.Out);
        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
    }
}
