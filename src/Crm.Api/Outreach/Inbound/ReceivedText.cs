namespace Crm.Api.Outreach.Inbound;

/// <summary>Text of strangers, made to fit where it is kept.</summary>
internal static class ReceivedText
{
    /// <summary>Its beginning, without what not every engine can store.</summary>
    public static string? Fit(string? text, int length)
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
