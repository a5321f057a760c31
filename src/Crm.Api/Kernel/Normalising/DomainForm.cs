using System.Text.RegularExpressions;

namespace Crm.Api.Kernel.Normalising;

/// <summary>The identity form of web addresses: their host without <c>www.</c></summary>
internal static partial class DomainForm
{
    private const int MaxLength = 2048;
    private const string WorldWideWeb = "www.";

    public static string? Of(string typed)
    {
        if (typed.Length > MaxLength)
        {
            return null;
        }

        var text = TypedText.Compatible(typed).Trim();
        if (
            WebAddress().Match(text) is not { Success: true } address
            || HostName.Of(address.Groups["host"].Value) is not { } host
        )
        {
            return null;
        }

        while (host.StartsWith(WorldWideWeb, StringComparison.Ordinal) && host.IndexOf('.', WorldWideWeb.Length) > 0)
        {
            host = host[WorldWideWeb.Length..];
        }

        return host;
    }

    // A user name only counts after a scheme: what looks like an e-mail address is not a web address.
    [GeneratedRegex(
        @"\A(?:(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}(?:[^/\\?#@]*@)?)?(?<host>[^/\\?#@:]+)(?::\d*)?(?:[/\\?#].*)?\z",
        RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
            | RegexOptions.Singleline
            | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex WebAddress();
}
