using System.Net;
using Crm.Api.Outreach.Unsubscribe;
using Crm.Api.Templates.Rendering;

namespace Crm.Api.Campaigns.Sending;

/// <summary>Sees to it that a message has a link to unsubscribe that people can see, whatever its template says.</summary>
internal static class WayOut
{
    private const string BodyEnd = "</body>";

    public static RenderedMessage WithWayOut(this RenderedMessage message, Uri? link)
    {
        if (link is null)
        {
            return message;
        }

        var url = link.AbsoluteUri;
        var target = WebUtility.HtmlEncode(url);
        var words = PageWords.In([message.Language]).StopPurpose;
        return message with
        {
            Text = message.Text.Contains(url, StringComparison.Ordinal)
                ? message.Text
                : $"{message.Text.TrimEnd()}\n\n{words}: {url}\n",
            Html =
                message.Html is null || message.Html.Contains(target, StringComparison.Ordinal)
                    ? message.Html
                    : WithParagraph(message.Html, $"<p><a href=\"{target}\">{WebUtility.HtmlEncode(words)}</a></p>"),
        };
    }

    private static string WithParagraph(string html, string paragraph) =>
        html.LastIndexOf(BodyEnd, StringComparison.OrdinalIgnoreCase) is >= 0 and var end
            ? html.Insert(end, paragraph)
            : html + paragraph;
}
