using System.Globalization;
using System.Text;

namespace Crm.Mail.Mime;

/// <summary>An address as it travels: local part as given, domain in lower-case ASCII (RFC 5321, 5890, 6531).</summary>
public readonly record struct MailAddress
{
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    // Raw mode lets through what STD3 forbids, such as a space or an underscore.
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private MailAddress(string localPart, string domain) => (LocalPart, Domain) = (localPart, domain);

    public string LocalPart { get; }

    public string Domain { get; }

    /// <summary>Whether the local part is beyond ASCII, so that only servers with SMTPUTF8 can take it.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(LocalPart);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address alone, without a name or angle brackets.</param>
    /// <param name="field">What to call it when it is refused.</param>
    /// <exception cref="MailRefusedException">It is no address.</exception>
    public static MailAddress Parse(string text, string field) =>
        TroubleWith(text, out var address) is { } trouble ? throw new MailRefusedException(field, trouble) : address;

    /// <summary>Whether mail can be sent to it, as far as its looks tell.</summary>
    public static bool IsValid(string text) => TroubleWith(text, out _) is null;

    public override string ToString() => $"{LocalPart}@{Domain}";

    private static string? TroubleWith(string text, out MailAddress address)
    {
        address = default;
        var at = text.LastIndexOf('@');
        if (at < 0)
        {
            return "has no @";
        }

        if (HeaderText.TroubleWith(text) is { } trouble)
        {
            return trouble;
        }

        var localPart = text[..at];
        if (!IsDotAtom(localPart) && !IsQuoted(localPart))
        {
            return "is no mail address before the @";
        }

        if (AsciiDomain(text[(at + 1)..]) is not { } domain)
        {
            return "is no domain after the @";
        }

        var localBytes = Encoding.UTF8.GetByteCount(localPart);
        if (localBytes > LongestLocalPart || localBytes + 1 + domain.Length > LongestAddress)
        {
            return "is too long for a mail address";
        }

        address = new MailAddress(localPart, domain);
        return null;
    }

    private static bool IsDotAtom(string text)
    {
        var afterDot = true;
        foreach (var character in text)
        {
            if (character == '.' ? afterDot : character < 128 && !HeaderText.IsAtomText(character))
            {
                return false;
            }

            afterDot = character == '.';
        }

        return !afterDot;
    }

    // "anna k"@example.org: nobody likes them, but they are addresses.
    private static bool IsQuoted(string text) =>
        text is ['"', .. { Length: > 0 } inner, '"'] && !inner.AsSpan().ContainsAny('"', '\\');

    private static string? AsciiDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            // A dot at the end is fine in the DNS, and not in mail.
            return ascii.EndsWith('.') || ascii.Contains("..", StringComparison.Ordinal) ? null : ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
