using System.Buffers;
using System.Globalization;

namespace Crm.Api.Kernel.Normalising;

/// <summary>The identity form of host names: lower case, punycode, at least two labels.</summary>
internal static class HostName
{
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-"
    );

    public static string? Of(string host)
    {
        if (host.Length is 0 or > MaxLength)
        {
            return null;
        }

        var ascii = Ascii(host.ToLowerInvariant());
        if (ascii is { Length: > 1 } && ascii[^1] == '.')
        {
            ascii = ascii[..^1];
        }

        return ascii is { Length: <= MaxLength } && IsHostName(ascii) ? ascii : null;
    }

    private static string? Ascii(string host)
    {
        if (System.Text.Ascii.IsValid(host))
        {
            return host;
        }

        try
        {
            return new IdnMapping { UseStd3AsciiRules = true }.GetAscii(host);
        }
        catch (ArgumentException)
        {
            // The framework has no way to ask first whether a name can be mapped.
            return null;
        }
    }

    private static bool IsHostName(string host)
    {
        var labels = host.Split('.');
        // A top-level domain never begins with a digit, which keeps internet addresses out.
        return labels.Length > 1 && Array.TrueForAll(labels, IsLabel) && !char.IsAsciiDigit(labels[^1][0]);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength
        && label[0] != '-'
        && label[^1] != '-'
        && !label.AsSpan().ContainsAnyExcept(LabelCharacters);
}
