namespace Crm.Api.Outreach;

/// <summary>Text that anybody wrote, made to fit where it is kept.</summary>
internal static class FittingText
{
    /// <summary>Its beginning, without what not every engine can store.</summary>
    public static string? Of(string? text, int length)
    {
        if (text is null)
        {
            return null;
        }

        // Half a surrogate pair is no text.
        var end =
            text.Length <= length ? text.Length
            : char.IsHighSurrogate(text[length - 1]) ? length - 1
            : length;
        return text[..end].Replace('\0', '\uFFFD');
    }
}
