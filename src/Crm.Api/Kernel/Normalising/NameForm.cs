using System.Text;

namespace Crm.Api.Kernel.Normalising;

/// <summary>The identity form of names.</summary>
internal static class NameForm
{
    public static string Of(string typed)
    {
        var folded = Folded(TypedText.Compatible(typed)).Normalize(NormalizationForm.FormKC);
        return SpacesCollapsed(folded);
    }

    // Upper case first: it joins letters that have two lower cases, such as both sigmas. The two replacements are the ones
    // that Unicode's full case folding has and that the framework's one-to-one mapping cannot express.
    private static string Folded(string text) =>
        text.ToUpperInvariant()
            .ToLowerInvariant()
            .Replace("ß", "ss", StringComparison.Ordinal)
            .Replace("İ", "i\u0307", StringComparison.Ordinal);

    private static string SpacesCollapsed(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character))
            {
                collapsed.Append(character);
            }
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString().TrimEnd(' ');
    }
}
