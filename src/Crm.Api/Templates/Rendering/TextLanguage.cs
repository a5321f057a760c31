using System.Globalization;

namespace Crm.Api.Templates.Rendering;

/// <summary>How days and numbers are written in a text.</summary>
internal static class TextLanguage
{
    /// <summary>As in the country of who reads it, where the text is in their language; otherwise as the text's language has it.</summary>
    public static CultureInfo CultureOf(string language, string? wanted)
    {
        var isTheirs =
            wanted is not null
            && (
                wanted.Equals(language, StringComparison.OrdinalIgnoreCase)
                || wanted.StartsWith($"{language}-", StringComparison.OrdinalIgnoreCase)
            );
        return Find(isTheirs ? wanted! : language) ?? Find(language) ?? CultureInfo.InvariantCulture;
    }

    private static CultureInfo? Find(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
