using Crm.Cli.Connection;

namespace Crm.Cli.Tests.Connection;

public sealed class SettingsTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Each_source_beats_the_ones_after_it()
    {
        Assert.Equal("http://127.0.0.1:5080", Resolve().Url.Value);

        _terminal.Write("home/crm/config.toml", "[profiles.default]\nurl = \"http://user\"\n");
        Assert.Equal("http://user", Resolve().Url.Value);

        _terminal.Write(".crm.toml", "url = \"http://project\"\n");
        Assert.Equal("http://project", Resolve().Url.Value);

        _terminal.Variables["CRM_URL"] = "http://environment";
        Assert.Equal("http://environment", Resolve().Url.Value);

        Assert.Equal("http://flag", Resolve(url: "http://flag").Url.Value);
    }

    [Fact]
    public void A_profile_counts_where_it_is_named()
    {
        _terminal.Write("home/crm/config.toml", "[profiles.prod]\nurl = \"http://prod\"\n");
        _terminal.Variables["CRM_URL"] = "http://environment";

        Assert.Equal("http://prod", Resolve(profile: "prod").Url.Value);

        _terminal.Variables["CRM_PROFILE"] = "prod";
        Assert.Equal("http://environment", Resolve().Url.Value);
    }

    [Fact]
    public void An_unknown_profile_is_refused_with_the_nearest_one()
    {
        _terminal.Write("home/crm/config.toml", "[profiles.production]\nurl = \"http://prod\"\n");

        var failure = Assert.Throws<Failure>(() => Resolve(profile: "producton"));

        Assert.Contains("Did you mean production?", failure.Message);
    }

    [Fact]
    public void A_stored_key_is_not_sent_to_the_address_a_project_file_names()
    {
        _terminal.Variables.Remove("CRM_TOKEN");
        _terminal.Write("home/crm/config.toml", "[profiles.default]\nurl = \"https://ours\"\n");
        _terminal.Write("home/crm/keys.toml", "[profiles.default]\nurl = \"https://ours\"\ntoken = \"crm_live_a\"\n");
        Assert.Equal("crm_live_a", Resolve().Token?.Value);

        _terminal.Write(".crm.toml", "url = \"https://theirs\"\n");

        Assert.Equal("https://theirs", Resolve().Url.Value);
        Assert.Null(Resolve().Token);
    }

    [Fact]
    public void A_project_file_cannot_bring_a_key()
    {
        _terminal.Variables.Remove("CRM_TOKEN");
        _terminal.Write(".crm.toml", "token = \"crm_live_theirs\"\n");

        Assert.Null(Resolve().Token);
    }

    [Fact]
    public async Task A_key_comes_from_a_file_before_the_environment()
    {
        var file = _terminal.Write("key.txt", "crm_live_fromFile\n");
        _terminal.Service.Answers("{}");

        await _terminal.RunAsync("customers", "get", "C-1", "--token-file", file);

        Assert.Equal("Bearer crm_live_fromFile", _terminal.Service.Request.Headers["Authorization"]);
    }

    [Fact]
    public async Task Settings_are_shown_with_their_origin_and_without_the_key()
    {
        _terminal.Write(".crm.toml", "output = \"csv\"\n");

        var outcome = await _terminal.RunAsync("config", "show", "--origin", "--url", "https://crm.example.com");

        Assert.Equal(
            $"""
            name,value,origin
            profile,default,default
            url,https://crm.example.com,'--url
            token,…,CRM_TOKEN
            output,csv,{Path.Combine(_terminal.Folder, ".crm.toml")}
            timeout,100s,default

            """,
            outcome.Out.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public async Task A_setting_that_is_set_is_got_again()
    {
        Assert.Equal(
            ExitCode.Ok,
            (await _terminal.RunAsync("config", "set", "url", "https://crm.example.com")).ExitCode
        );

        Assert.Equal("https://crm.example.com\n", (await _terminal.RunAsync("config", "get", "url")).Out);
    }

    [Theory]
    [InlineData("url", "crm.example.com")]
    [InlineData("output", "yaml")]
    [InlineData("timeout", "soon")]
    public async Task A_wrong_setting_is_refused_and_not_written(string name, string value)
    {
        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync("config", "set", name, value)).ExitCode);
        Assert.False(File.Exists(_terminal.ConfigPath));
    }

    private Settings Resolve(string? profile = null, string? url = null) =>
        Settings.Resolve(
            _terminal.Shell(TextWriter.Null, TextWriter.Null),
            new Flags(profile, url, TokenFile: null, Timeout: null, Output: null)
        );
}
