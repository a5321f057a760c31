using Crm.Api.Campaigns.Sending;
using Crm.Api.Templates.Rendering;

namespace Crm.Api.Tests.Campaigns;

/// <summary>No message of many without a link that people can see and understand.</summary>
public sealed class WayOutTests
{
    private static readonly Uri Link = new("https://crm.example.com/u/1?a=b&c=d");

    [Fact]
    public void A_text_without_the_link_ends_with_it_in_its_own_language()
    {
        var message = new RenderedMessage("de-AT", "Neues", "Guten Tag!\n", Html: null, []).WithWayOut(Link);

        Assert.Equal(
            "Guten Tag!\n\nDiese Nachrichten abbestellen: https://crm.example.com/u/1?a=b&c=d\n",
            message.Text
        );
        Assert.Null(message.Html);
    }

    [Fact]
    public void A_page_without_the_link_has_it_before_its_end()
    {
        var message = new RenderedMessage("en", "News", "", "<body><p>Hello</p></BODY></html>", []).WithWayOut(Link);

        Assert.Equal(
            "<body><p>Hello</p><p><a href=\"https://crm.example.com/u/1?a=b&amp;c=d\">Stop these messages</a></p></BODY></html>",
            message.Html
        );
    }

    [Fact]
    public void A_message_with_the_link_stays_as_it_is()
    {
        var html = "<a href=\"https://crm.example.com/u/1?a=b&amp;c=d\">No more</a>";
        var message = new RenderedMessage("en", "News", $"No more: {Link.AbsoluteUri}", html, []);

        Assert.Equal(message, message.WithWayOut(Link));
        Assert.Equal(message, message.WithWayOut(link: null));
    }
}
