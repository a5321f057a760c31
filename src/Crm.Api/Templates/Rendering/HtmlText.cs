using System.Buffers;
using System.Text;
using HandlebarsDotNet;

namespace Crm.Api.Templates.Rendering;

/// <summary>
/// Makes any text harmless between tags, in quoted attributes and in the addresses of links; letters of any script stay as they are.
/// </summary>
internal sealed class HtmlText : ITextEncoder
{
    public static readonly HtmlText Encoder = new();

    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target)
    {
        if (text is not null && target is StringWriter html && LinkAddress.IsLedAstray(html.GetStringBuilder(), text))
        {
            target.Write(LinkAddress.Nowhere);
            return;
        }

        var rest = text.AsSpan();
        while (rest.IndexOfAny(Special) is >= 0 and var next)
        {
            target.Write(rest[..next]);
            target.Write(EntityOf(rest[next]));
            rest = rest[(next + 1)..];
        }

        target.Write(rest);
    }

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var whole = new StringBuilder();
        while (text is not null && text.MoveNext())
        {
            whole.Append(text.Current);
        }

        Encode(whole, target);
    }

    private static string EntityOf(char special) =>
        special switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ => "&#39;",
        };
}
