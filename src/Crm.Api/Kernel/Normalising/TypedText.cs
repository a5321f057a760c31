using System.Globalization;
using System.Text;

namespace Crm.Api.Kernel.Normalising;

/// <summary>The first step of every identity form: text as typed, made safe to normalise.</summary>
internal static class TypedText
{
    // Normalisation refuses half a surrogate pair and this one noncharacter.
    private const char Refused = '\uFFFE';

    /// <summary>The composed form of canonically equal texts.</summary>
    public static string Canonical(string typed) => Repaired(typed).Normalize(NormalizationForm.FormC);

    /// <summary>The form shared by texts that differ in width, ligatures or invisible characters only.</summary>
    public static string Compatible(string typed) =>
        WithoutInvisible(Repaired(typed)).Normalize(NormalizationForm.FormKC);

    private static string Repaired(string typed)
    {
        var repaired = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            // The enumeration already yields U+FFFD for half a pair.
            repaired.Append((rune.Value == Refused ? Rune.ReplacementChar : rune).ToString());
        }

        return repaired.ToString();
    }

    // Text copied from phones and web pages carries direction marks, soft hyphens and byte order marks that nobody sees.
    private static string WithoutInvisible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                visible.Append(rune.ToString());
            }
        }

        return visible.ToString();
    }
}
