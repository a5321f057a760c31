using System.Text.RegularExpressions;

namespace Crm.Cli.Connection;

/// <summary>Takes keys, passwords and signing secrets out of what is shown or logged.</summary>
internal static partial class Secrets
{
    private const string Masked = "…";

    private static readonly HashSet<string> Headers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization",
        "Cookie",
        "Set-Cookie",
        "Proxy-Authorization",
    };

    public static string Mask(string headerName, string value) => Headers.Contains(headerName) ? Masked : Mask(value);

    public static string Mask(Setting setting) => setting.Name == "token" ? Masked : setting.Value;

    public static string Mask(string text) =>
        Member().Replace(Token().Replace(text, $"${{prefix}}{Masked}"), $"${{name}}\"{Masked}\"");

    /// <summary>Keys and webhook secrets carry a prefix that gives them away wherever they stand.</summary>
    [GeneratedRegex("(?<prefix>crm_[a-z]+_|whsec_)[A-Za-z0-9+/=_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();

    [GeneratedRegex(
        "(?<name>\"(?:key|token|secret|password)\"\\s*:\\s*)\"[^\"]*\"",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Member();
}
