using System.Text;

namespace Crm.Api.Kernel.Normalising;

/// <summary>The identity form of e-mail addresses.</summary>
internal static class EmailForm
{
    private const int MaxLength = 254;
    private const int MaxLocalPartOctets = 64;

    // The characters a local part may hold unquoted, as in HTML's definition of a valid e-mail address; dots are free
    // because providers have handed out addresses such as "a..b.@docomo.ne.jp".
    private const string Symbols = ".!#$%&'*+/=?^_`{|}~-";

    public static string? Of(string typed)
    {
        // Decomposed letters and invisible characters make what was typed longer than its form.
        if (typed.Length > 4 * MaxLength)
        {
            return null;
        }

        var text = TypedText.Compatible(typed).Trim().ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        var at = text.LastIndexOf('@');
        if (at < 1 || !IsLocalPart(text.AsSpan(0, at)) || HostName.Of(text[(at + 1)..]) is not { } domain)
        {
            return null;
        }

        var address = $"{text.AsSpan(0, at)}@{domain}";
        return Encoding.UTF8.GetByteCount(address) <= MaxLength ? address : null;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        foreach (var rune in local.EnumerateRunes())
        {
            var allowed = rune.IsAscii
                ? char.IsAsciiLetterOrDigit((char)rune.Value) || Symbols.Contains((char)rune.Value)
                : !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && rune != Rune.ReplacementChar;
            if (!allowed)
            {
                return false;
            }
        }

        return Encoding.UTF8.GetByteCount(local) <= MaxLocalPartOctets;
    }
}
