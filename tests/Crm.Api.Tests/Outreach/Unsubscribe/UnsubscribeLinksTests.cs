using Crm.Api.Campaigns;
using Crm.Api.Outreach.Unsubscribe;
using Crm.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.Outreach.Unsubscribe;

/// <summary>The ways out that a message names.</summary>
public sealed class UnsubscribeLinksTests
{
    private static readonly Guid Message = new("019b76da-a800-7000-8000-000000000001");

    [Fact]
    public async Task A_link_leads_to_the_public_address_and_to_the_mailbox()
    {
        await using var server = await CrmServer.StartAsync(
            Engine.Sqlite,
            ("Crm:Outreach:PublicUrl", "https://crm.example.com/mail/"),
            ("Crm:Outreach:UnsubscribeMailbox", "stop@example.com")
        );

        var ofMessage = server.Services.GetRequiredService<MessageTokens>().Of(Message);
        var link = server.Services.GetRequiredService<UnsubscribeLinks>().Of(ofMessage);

        Assert.StartsWith("https://crm.example.com/mail/u/", link.Url!.AbsoluteUri, StringComparison.Ordinal);
        var token = link.Url.Segments[^1];
        Assert.Equal($"stop+{token}@example.com", link.Mailbox);
        Assert.DoesNotContain(Message.ToString("N"), token, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://crm.example.com", true)]
    [InlineData("https://crm.example.com/crm", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://crm.example.com", false)]
    [InlineData("ftp://localhost", false)]
    [InlineData("https://crm.example.com?x=1", false)]
    [InlineData("https://crm.example.com#x", false)]
    [InlineData("https://user@crm.example.com", false)]
    [InlineData("/relative", false)]
    public void A_public_address_is_one_that_others_can_trust(string url, bool isGood) =>
        Assert.Equal(isGood, new PublicUrlAttribute().IsValid(new Uri(url, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData("unsubscribe@example.com", true)]
    [InlineData("a-name-longer-than-it-may-be@example.com", false)]
    [InlineData("stop+more@example.com", false)]
    [InlineData("stop@example.com\r\nBcc: x@example.com", false)]
    [InlineData("nobody", false)]
    public void A_mailbox_has_room_for_a_token(string mailbox, bool isGood) =>
        Assert.Equal(isGood, new TokenMailboxAttribute().IsValid(mailbox));
}
