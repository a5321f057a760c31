using System.Net;
using System.Text;
using Crm.Api.Campaigns;
using Crm.Api.Outreach;
using Crm.TestKit;

namespace Crm.Api.Tests.Outreach.Unsubscribe;

/// <summary>The link of a message over HTTP, as mail programs, scanners and browsers use it.</summary>
public sealed class UnsubscribeTests(CrmFixture fixture) : IClassFixture<CrmFixture>, IDisposable
{
    private const string OneClick = "List-Unsubscribe=One-Click";

    private readonly HttpClient _anybody = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = fixture.Server.Url,
    };

    private HttpClient Admin => fixture.Admin;

    public void Dispose() => _anybody.Dispose();

    [Fact]
    public async Task Looking_changes_nothing_however_often()
    {
        var message = await SendAsync("looking@example.com");

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Get, HttpMethod.Head })
        {
            using var answer = await _anybody.SendAsync(new HttpRequestMessage(method, message.Path));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(0, await CountAsync("suppressions", "looking@example.com"));
        Assert.Equal(0, await CountAsync("consents", "looking@example.com"));
        Assert.Null((await fixture.Server.ReadAsync(message)).OptOutTime);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_click_opts_out_without_cookie_key_or_redirect(bool multipart)
    {
        var address = multipart ? "parts@example.com" : "click@example.com";
        var message = await SendAsync(address);
        using HttpContent body = multipart
            ? new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } }
            : Form(OneClick);

        using var answer = await _anybody.PostAsync(new Uri(message.Path, UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var suppression = Assert.Single(await ListAsync("suppressions", address));
        Assert.Equal("unsubscribed", suppression.Text("reason"));
        Assert.Equal("newsletter", suppression.Text("purpose"));
        var consent = Assert.Single(await ListAsync("consents", address));
        Assert.Equal("withdrawn", consent.Text("state"));
        Assert.Equal("unsubscribe-link", consent.Text("source"));
        Assert.Contains(message.Id.ToString(), consent.Text("evidence"), StringComparison.Ordinal);
        Assert.NotNull((await fixture.Server.ReadAsync(message)).OptOutTime);
    }

    [Fact]
    public async Task Saying_it_again_changes_nothing()
    {
        var message = await SendAsync("twice@example.com");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(message, OneClick)));
        var first = await fixture.Server.ReadAsync(message);
        await PostAsync(message, OneClick);

        Assert.Single(await ListAsync("suppressions", "twice@example.com"));
        Assert.Single(await ListAsync("consents", "twice@example.com"));
        Assert.Equal(first.OptOutTime, (await fixture.Server.ReadAsync(message)).OptOutTime);
    }

    [Fact]
    public async Task Everything_withdraws_whatever_was_agreed_to()
    {
        const string Address = "everything@example.com";
        await GrantAsync(Address, "offers");
        var message = await SendAsync(Address);

        await PostAsync(message, "choice=everything");

        var suppression = Assert.Single(await ListAsync("suppressions", Address));
        Assert.Null(suppression["purpose"]);
        var withdrawn = (await ListAsync("consents", Address)).Where(consent => consent.Text("state") == "withdrawn");
        Assert.Equal(["newsletter", "offers"], withdrawn.Select(consent => consent.Text("purpose")).Order());
    }

    [Fact]
    public async Task Coming_back_lifts_only_what_was_said_oneself()
    {
        const string Address = "back@example.com";
        await Admin.PostAsync(
            "/v1/suppressions",
            new
            {
                channel = "email",
                address = Address,
                reason = "hardBounce",
            }
        );
        var message = await SendAsync(Address);
        await PostAsync(message, "choice=purpose");
        await PostAsync(message, "choice=everything");

        var page = await PostAsync(message, "choice=again");

        Assert.Contains("You receive these messages", page, StringComparison.Ordinal);
        Assert.Equal(["hardBounce"], (await ListAsync("suppressions", Address)).Select(left => left.Text("reason")));
        var state = await Admin.GetJsonAsync($"/v1/consents/state?channel=email&address={Address}");
        Assert.Equal("granted", Assert.Single(state["states"]!.AsArray())!.Text("state"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("choice=nothing")]
    [InlineData("List-Unsubscribe=yes")]
    [InlineData("choice=purpose&choice=everything")]
    public async Task A_post_that_says_nothing_does_nothing(string body)
    {
        var message = await SendAsync("nothing@example.com");

        using var answer = await _anybody.PostAsync(new Uri(message.Path, UriKind.Relative), Form(body));

        await answer.ExpectProblemAsync(HttpStatusCode.BadRequest, "choice-unknown");
        Assert.Equal(0, await CountAsync("suppressions", "nothing@example.com"));
    }

    [Theory]
    [InlineData("application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data", "x", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=b", "x", HttpStatusCode.BadRequest)]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "a=b", HttpStatusCode.BadRequest)]
    public async Task What_is_no_form_is_refused(string type, string body, HttpStatusCode expected)
    {
        var message = await SendAsync("formless@example.com");

        using var answer = await _anybody.SendTextAsync(HttpMethod.Post, message.Path, body, type);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_too_large_is_not_read()
    {
        var message = await SendAsync("large@example.com");

        using var answer = await _anybody.PostAsync(
            new Uri(message.Path, UriKind.Relative),
            Form($"choice={new string('x', 20_000)}")
        );

        Assert.True(answer.StatusCode is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_link_of_nobody_tells_nothing()
    {
        var message = await SendAsync("somebody@example.com");
        var tampered = (message.Token[0] == 'A' ? "B" : "A") + message.Token[1..];
        var pages = new List<string>();

        foreach (var token in new[] { "x", tampered, message.Token[..^1], message.Token + "A", "é" })
        {
            using var read = await _anybody.GetAsync(new Uri($"/u/{token}", UriKind.Relative));
            using var posted = await _anybody.PostAsync(new Uri($"/u/{token}", UriKind.Relative), Form(OneClick));
            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
            pages.Add(await read.Content.ReadAsStringAsync());
        }

        Assert.Single(pages.Distinct());
        Assert.Contains("no longer valid", pages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_so_much_of_the_address_that_its_owner_knows_it()
    {
        var message = await SendAsync("Ada.Lovelace@example.com");

        var page = await GetAsync(message);

        Assert.Contains("A***@example.com", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lovelace", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Acme &lt;News&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_takes_nothing_from_elsewhere_and_is_kept_nowhere()
    {
        var message = await SendAsync("headers@example.com");

        using var answer = await _anybody.GetAsync(new Uri(message.Path, UriKind.Relative));

        Assert.StartsWith(
            "default-src 'none'; style-src 'sha256-",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("de-AT", "fr", "<html lang=\"de\" dir=\"ltr\">", "Diese Nachrichten abbestellen")]
    [InlineData("ar", "fr", "<html lang=\"ar\" dir=\"rtl\">", "إيقاف هذه الرسائل")]
    [InlineData("zh-Hans-CN", "fr", "<html lang=\"zh\" dir=\"ltr\">", "退订这些消息")]
    [InlineData("tlh", "da, es;q=0.8, fr;q=0.9", "<html lang=\"fr\" dir=\"ltr\">", "Ne plus recevoir ces messages")]
    [InlineData(null, "es", "<html lang=\"es\" dir=\"ltr\">", "Dejar de recibir estos mensajes")]
    [InlineData(null, "tlh", "<html lang=\"en\" dir=\"ltr\">", "Stop these messages")]
    public async Task The_page_is_in_the_language_of_who_reads_it(
        string? language,
        string accepted,
        string expected,
        string button
    )
    {
        var message = await SendAsync("reader@example.com", language);
        using var request = new HttpRequestMessage(HttpMethod.Get, message.Path);
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);

        using var answer = await _anybody.SendAsync(request);

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.Contains(button, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_waits_for_what_is_under_way()
    {
        var message = await SendAsync("underway@example.com", state: MessageState.Claimed);

        var answer = PostAsync(message, OneClick);
        while (await CountAsync("suppressions", "underway@example.com") == 0)
        {
            await Task.Delay(20);
        }

        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(300)));
        await fixture.Server.SettleAsync(message);
        await answer;
    }

    [Fact]
    public async Task A_link_that_is_used_too_often_is_slowed_down()
    {
        var message = await SendAsync("toggling@example.com");
        var statuses = new List<HttpStatusCode>();

        for (var number = 0; number < 21; number++)
        {
            using var body = Form(OneClick);
            using var answer = await _anybody.PostAsync(new Uri(message.Path, UriKind.Relative), body);
            statuses.Add(answer.StatusCode);
        }

        Assert.All(statuses[..20], status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Fact]
    public async Task A_number_is_masked_too()
    {
        var customer = await CustomerAsync(language: null);
        var message = await fixture.Server.SendAsync(customer, "+49 170 1234567", channel: OutreachChannel.Sms);

        var page = await GetAsync(message);
        await PostAsync(message, "choice=purpose");

        Assert.Contains("***67", page, StringComparison.Ordinal);
        Assert.Equal("sms", Assert.Single(await ListAsync("suppressions", "+491701234567")).Text("channel"));
    }

    private async Task<SentMessage> SendAsync(
        string address,
        string? language = null,
        MessageState state = MessageState.Sent
    ) => await fixture.Server.SendAsync(await CustomerAsync(language), address, state: state);

    private async Task<string> CustomerAsync(string? language)
    {
        var customer = await Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "person",
                name = "Ada",
                language,
            }
        );
        return customer.Text("id");
    }

    private Task GrantAsync(string address, string purpose) =>
        Admin.PostAsync(
            "/v1/consents",
            new
            {
                channel = "email",
                address,
                purpose,
                state = "granted",
            }
        );

    private async Task<string> GetAsync(SentMessage message) =>
        WebUtility
            .HtmlDecode(await _anybody.GetStringAsync(new Uri(message.Path, UriKind.Relative)))
            .Replace("<News>", "&lt;News&gt;");

    private async Task<string> PostAsync(SentMessage message, string body)
    {
        using var form = Form(body);
        using var answer = await _anybody.PostAsync(new Uri(message.Path, UriKind.Relative), form);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, page);
        return page;
    }

    private async Task<int> CountAsync(string resource, string address) => (await ListAsync(resource, address)).Count;

    private async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> ListAsync(string resource, string address)
    {
        var filter = Uri.EscapeDataString($"address = \"{address}\"");
        var page = await Admin.GetJsonAsync($"/v1/{resource}?filter={filter}");
        return [.. page["items"]!.AsArray().Select(item => item!)];
    }

    private static StringContent Form(string body) => new(body, Encoding.UTF8, "application/x-www-form-urlencoded");
}
