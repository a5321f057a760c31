using System.Net;
using System.Text.RegularExpressions;
using Crm.Api.Tests.Campaigns;
using Crm.TestKit;

namespace Crm.Api.Tests.Outreach.Unsubscribe;

/// <summary>The way from a campaign to a mail, from its link to an opt-out, and to the next plan, which leaves out who opted out.</summary>
public sealed partial class LinkInMailTests
{
    private const string PublicUrl = "https://crm.example.com";

    [Fact]
    public async Task Who_follows_the_link_of_a_mail_is_left_out_of_the_next()
    {
        await using var server = await StartAsync();
        await MailedAsync(server.Admin);
        var template = await server.Admin.TemplateAsync("Grüße! No more: {{unsubscribeUrl}}", "email");
        var sent = await server.Admin.PlanAndSendAsync(await CampaignAsync(server.Admin, "first", template));
        Assert.Equal("created 1", sent.CountsText());
        var link = await LinkInMailAsync(Path.Combine(server.Folder, "outbox"));
        using var anybody = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        // What a reverse proxy at the public address does.
        var behindProxy = new Uri(server.Url, link.PathAndQuery);

        using var looked = await anybody.GetAsync(behindProxy);
        var campaign = await CampaignAsync(server.Admin, "second", template);
        var plannedBefore = await server.Admin.PlanCampaignAsync(campaign);
        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var clicked = await anybody.PostAsync(behindProxy, click);
        var plannedAfter = await server.Admin.PlanCampaignAsync(campaign);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (looked.StatusCode, clicked.StatusCode));
        Assert.Null(plannedBefore["findings"]);
        Assert.Equal(("created 1", ""), (plannedBefore.CountsText(), plannedBefore.ReasonsText()));
        Assert.Equal(("unchanged 1", "unsubscribed 1"), (plannedAfter.CountsText(), plannedAfter.ReasonsText()));
    }

    [Fact]
    public async Task A_plan_warns_of_mails_without_a_way_out()
    {
        await using var server = await CrmServer.StartAsync(Engine.Sqlite);
        await MailedAsync(server.Admin);
        var template = await server.Admin.TemplateAsync("Hello!", "email");

        var planned = await server.Admin.PlanCampaignAsync(await CampaignAsync(server.Admin, "no way out", template));

        Assert.Contains(
            "Crm:Outreach:PublicUrl",
            (string)planned["findings"]!["warnings"]![0]!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_message_that_is_looked_at_has_the_link_it_will_leave_with()
    {
        await using var server = await StartAsync();
        var customer = await MailedAsync(server.Admin);
        var template = await server.Admin.TemplateAsync("Hello!", "email");
        var campaign = await CampaignAsync(server.Admin, "looked at", template);

        var shown = await server.Admin.PostAsync(
            $"/v1/campaigns/{campaign}/render",
            new { customerId = customer },
            HttpStatusCode.OK
        );

        Assert.Equal($"Hello!\n\nStop these messages: {PublicUrl}/u/example\n", shown.Text("text"));
    }

    private static Task<CrmServer> StartAsync() =>
        CrmServer.StartAsync(
            Engine.Sqlite,
            ("Crm:Outreach:PublicUrl", PublicUrl),
            ("Crm:Mail:SenderAddress", "news@example.com")
        );

    private static Task<string> MailedAsync(HttpClient client) =>
        client.CalledAsync(
            "followed",
            phone: null,
            new { contactPoints = new[] { new { channel = "email", value = "ada@example.com" } } }
        );

    /// <summary>The link of the only mail in a folder: the same in its header and in its text.</summary>
    private static async Task<Uri> LinkInMailAsync(string folder)
    {
        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder)));
        var (header, body) = (mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)], Unquoted(mail));
        var unfolded = header.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", unfolded);
        var link = Assert.Single(unfolded.Select(line => Header().Match(line)), match => match.Success).Groups["url"];
        Assert.StartsWith($"{PublicUrl}/u/", link.Value, StringComparison.Ordinal);
        Assert.Contains($"No more: {link.Value}\r\n", body, StringComparison.Ordinal);
        return new Uri(link.Value);
    }

    /// <summary>Without the soft line breaks of quoted-printable.</summary>
    private static string Unquoted(string mail) => mail.Replace("=\r\n", "", StringComparison.Ordinal);

    [GeneratedRegex("^List-Unsubscribe: <(?<url>https:[^>]+)>$")]
    private static partial Regex Header();

    private static Task<string> CampaignAsync(HttpClient client, string name, string template) =>
        client.CampaignAsync(
            name,
            [new { templateId = template }],
            new
            {
                channel = "email",
                consent = "optOut",
                audience = new { filter = "source = \"followed\"" },
            }
        );
}
