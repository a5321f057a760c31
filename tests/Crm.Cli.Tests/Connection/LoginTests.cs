using System.Net;

namespace Crm.Cli.Tests.Connection;

public sealed class LoginTests : IDisposable
{
    private const string Key = "crm_live_abc123";

    private readonly Terminal _terminal = new() { Input = Key + "\n" };

    public LoginTests() => _terminal.Variables.Remove("CRM_TOKEN");

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_key_that_works_is_kept_for_its_owner_only_and_used_from_then_on()
    {
        _terminal.Service.Answers("""{"name":"admin"}""").Answers("""{"id":"1"}""");

        var login = await _terminal.RunAsync("login", "--url", "https://crm.example.com");
        await _terminal.RunAsync("customers", "get", "C-1");

        Assert.Equal(ExitCode.Ok, login.ExitCode);
        Assert.Equal("https://crm.example.com/v1/me", _terminal.Service.Requests[0].Target);
        Assert.Equal("https://crm.example.com/v1/customers/C-1", _terminal.Service.Requests[1].Target);
        Assert.All(
            _terminal.Service.Requests,
            request => Assert.Equal($"Bearer {Key}", request.Headers["Authorization"])
        );
        Assert.DoesNotContain(Key, login.Out + login.Error);
        Assert.DoesNotContain(Key, await File.ReadAllTextAsync(_terminal.ConfigPath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_terminal.KeyPath));
        }
    }

    [Fact]
    public async Task A_key_that_is_refused_is_not_kept()
    {
        _terminal.Service.AnswersProblem(HttpStatusCode.Unauthorized, "unauthorized");

        var login = await _terminal.RunAsync("login", "--url", "https://crm.example.com");

        Assert.Equal(ExitCode.Authentication, login.ExitCode);
        Assert.False(File.Exists(_terminal.KeyPath));
    }

    [Fact]
    public async Task A_key_is_typed_on_a_terminal()
    {
        _terminal.IsTerminal = true;
        _terminal.Input = Key;
        _terminal.Service.Answers("{}");

        var login = await _terminal.RunAsync("login");

        Assert.Equal(ExitCode.Ok, login.ExitCode);
        Assert.StartsWith("API key: ", login.Error);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_asked_of_the_service()
    {
        _terminal.Input = "";

        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync("login")).ExitCode);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Fact]
    public async Task Logout_forgets_the_key_of_its_profile_only()
    {
        _terminal.Write(
            "home/crm/keys.toml",
            "[profiles.default]\nurl = \"http://a\"\ntoken = \"crm_live_a\"\n[profiles.work]\nurl = \"http://b\"\ntoken = \"crm_live_b\"\n"
        );

        await _terminal.RunAsync("logout");

        Assert.Equal(
            "[profiles.work]\nurl = \"http://b\"\ntoken = \"crm_live_b\"\n",
            await File.ReadAllTextAsync(_terminal.KeyPath)
        );
    }
}
