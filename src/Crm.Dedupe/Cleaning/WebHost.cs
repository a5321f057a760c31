namespace Crm.Dedupe.Cleaning;

/// <summary>The host of a web address or of an e-mail address of an organisation.</summary>
internal sealed class WebHost(string host) : ICleanValue
{
    public string Key { get; } = host;

    /// <summary>The host without what comes after the first dot: organisations change their top-level domain.</summary>
    public ReadOnlySpan<char> Name =>
        Key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? Key.AsSpan(0, dot) : Key;

    public static WebHost? Of(string typed)
    {
        var text = typed.Trim().ToLowerInvariant();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        text = scheme >= 0 ? text[(scheme + 3)..] : text;
        var end = text.IndexOfAny(['/', '?', '#', ':']);
        text = end >= 0 ? text[..end] : text;
        text = text.StartsWith("www.", StringComparison.Ordinal) ? text[4..] : text;
        return text.Contains('.', StringComparison.Ordinal) ? new WebHost(text) : null;
    }

    public static WebHost? OfEmail(string typed) =>
        EmailAddress.From(typed) is { } email && email.Domain.ToString() is var domain && !EmailAddress.IsFree(domain)
            ? Of(domain)
            : null;
}
