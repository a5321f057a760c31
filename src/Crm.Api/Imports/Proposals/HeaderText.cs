using System.Globalization;
using System.Text;

namespace Crm.Api.Imports.Proposals;

/// <summary>Headers made comparable: <c>E-Mail</c>, <c>e mail</c> and <c>EMAIL</c> are the same.</summary>
internal static class HeaderText
{
    public static string Of(string header)
    {
        var letters = new StringBuilder();
        foreach (var letter in header.Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD))
        {
            if (
                char.IsLetterOrDigit(letter)
                && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark
            )
            {
                letters.Append(char.ToLowerInvariant(letter));
            }
        }

        return letters.ToString();
    }
}
