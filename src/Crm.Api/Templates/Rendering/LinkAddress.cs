using System.Text;
using System.Text.RegularExpressions;

namespace Crm.Api.Templates.Rendering;

/// <summary>
/// The address of a link or a picture that values are put into. Escaping does not keep a value from being a script there: whoever fills in
/// a form could have written <c>javascript:…</c> where a web site was asked for.
/// </summary>
internal static partial class LinkAddress
{
    /// <summary>What is written in place of a value that may not be there: a link to nowhere.</summary>
    public const string Nowhere = "#";

    /// <summary>No address of which the scheme is still open is as long.</summary>
    private const int Tail = 200;

    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase)
    {
        "http",
        "https",
        "mailto",
        "tel",
        "sms",
    };

    /// <summary>Whether the value, put in here, gives an address that leads to something else than a page, a mailbox or a phone.</summary>
    /// <param name="written">The HTML up to here.</param>
    /// <param name="value">The value, not escaped.</param>
    public static bool IsLedAstray(StringBuilder written, string value)
    {
        if (!value.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }

        var start = Math.Max(0, written.Length - Tail);
        return OpenAddress().Match(written.ToString(start, written.Length - start)) is { Success: true } open
            && SchemeOf(open.Groups["begun"].Value + value) is { } scheme
            && !Schemes.Contains(scheme);
    }

    /// <summary>As browsers read it, which leave out blanks and control characters.</summary>
    private static string? SchemeOf(string address)
    {
        var plain = string.Concat(address.Where(letter => letter > ' '));
        var end = plain.AsSpan().IndexOfAny(":/?#");
        return end >= 0 && plain[end] == ':' ? plain[..end] : null;
    }

    [GeneratedRegex(
        """(?:href|src|action|background|poster|data|cite)\s*=\s*(?:"(?<begun>[^"]*)|'(?<begun>[^']*))\z""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex OpenAddress();
}
