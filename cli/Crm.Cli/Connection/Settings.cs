using Crm.Cli.CommandLine;
using Crm.Cli.Output;

namespace Crm.Cli.Connection;

/// <summary>What the command line says about the connection.</summary>
internal sealed record Flags(string? Profile, string? Url, string? TokenFile, string? Timeout, string? Output);

/// <summary>One setting, and where its value comes from.</summary>
internal sealed record Setting(string Name, string Value, string Origin);

/// <summary>
/// The settings of one invocation. Flags come first, then the environment, the project's .crm.toml, the user's
/// config.toml, our defaults. A profile counts where it is named: `--profile prod` also beats CRM_URL.
/// </summary>
internal sealed class Settings
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private const string DefaultTimeout = "100s";

    /// <summary>The names `crm config` knows; a key is no setting, it is kept apart by `crm login`.</summary>
    public static readonly IReadOnlyList<string> Names = ["url", "output", "timeout"];

    private Settings(Setting profile, Setting url, Setting? token, Setting? output, Setting timeout)
    {
        Profile = profile;
        Url = url;
        Token = token;
        Output = output;
        Timeout = timeout;
    }

    public Setting Profile { get; }

    public Setting Url { get; }

    public Setting? Token { get; }

    public Setting? Output { get; }

    public Setting Timeout { get; }

    public IEnumerable<Setting> All => new[] { Profile, Url, Token, Output, Timeout }.OfType<Setting>();

    public Uri BaseAddress => AddressOf(Url.Value);

    public TimeSpan TimeoutLength =>
        Duration.Parse(Timeout.Value)
        ?? throw Failure.Usage(
            $"The timeout '{Timeout.Value}' from {Timeout.Origin} is not a duration such as 30s or 2m."
        );

    public OutputFormat? Format =>
        Output is null ? null
        : OutputFormats.Parse(Output.Value) is { } format ? format
        : throw Failure.Usage(
            $"The output '{Output.Value}' from {Output.Origin} is none of {string.Join(", ", OutputFormats.Names)}."
        );

    public static Settings Resolve(Shell shell, Flags flags)
    {
        var user = UserConfig.Read(shell);
        var layers = new SettingLayers(shell, flags, user);
        var profile = layers.Profile();
        if (!user.HasProfile(profile.Value) && profile.Value != UserConfig.DefaultProfile)
        {
            throw Failure.Usage(
                $"There is no profile '{profile.Value}' ({profile.Origin}).{DidYouMean.Question(user.Profiles, profile.Value)}",
                $"crm login --profile {profile.Value} --url URL"
            );
        }

        var url = layers.Find("url") ?? new Setting("url", DefaultUrl, "default");
        return new Settings(
            profile,
            url,
            layers.FindToken(AddressOf(url.Value)),
            layers.Find("output"),
            layers.Find("timeout") ?? new Setting("timeout", DefaultTimeout, "default")
        );
    }

    /// <summary>An address and a key that nothing else is asked about.</summary>
    public static Settings For(string url, string token) =>
        new(
            new Setting("profile", UserConfig.DefaultProfile, "default"),
            new Setting("url", url, "--url"),
            new Setting("token", token, "your input"),
            output: null,
            new Setting("timeout", DefaultTimeout, "default")
        );

    /// <summary>The address with a closing slash, so that paths are added to it and not put in place of its last part.</summary>
    public static Uri AddressOf(string url) =>
        Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && (address.Scheme is "http" or "https")
            ? address
            : throw Failure.Usage($"'{url}' is not an address. Write it like https://crm.example.com.");
}
