using System.Text;

namespace Crm.Api.Templates.Rendering;

/// <summary>A subject is one line: a line break would begin another header of the mail.</summary>
internal static class SubjectLine
{
    /// <summary>Each run of spaces, line breaks and control characters becomes one space.</summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var isSpace = char.IsWhiteSpace(letter) || char.IsControl(letter);
            if (!isSpace)
            {
                line.Append(letter);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd(' ');
    }
}
