using Crm.TestKit;

namespace Crm.Api.Tests.Outreach.Unsubscribe;

/// <summary>The preference page in a browser, on a screen as large as a phone's.</summary>
public sealed class PreferencePageTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    [FactInBrowser]
    public async Task Opening_the_page_twice_changes_nothing_and_its_button_opts_out()
    {
        var message = await SendAsync("button@example.com");
        await using var page = await BrowserPage.OpenAsync();
        await page.GoAsync(UrlOf(message));
        await page.GoAsync(UrlOf(message));
        Assert.Equal("You receive these messages.", await page.TextAsync(".state"));
        Assert.Null((await fixture.Server.ReadAsync(message)).OptOutTime);

        await page.ClickAndWaitAsync("button[value=purpose]");

        Assert.Equal("You will receive no more of these messages.", await page.TextAsync("[role=status]"));
        Assert.NotNull((await fixture.Server.ReadAsync(message)).OptOutTime);
        Assert.Empty(page.Complaints);
    }

    [FactInBrowser]
    public async Task The_keyboard_is_enough()
    {
        var message = await SendAsync("keyboard@example.com");
        await using var page = await BrowserPage.OpenAsync();
        await page.GoAsync(UrlOf(message));

        await page.PressAsync("Tab");
        await page.PressAsync("Tab");
        await page.PressAndWaitAsync("Enter");

        Assert.Equal("You will receive no more messages from us.", await page.TextAsync("[role=status]"));
    }

    [FactInBrowser]
    public async Task Everything_can_be_read_and_touched_on_a_phone()
    {
        var message = await SendAsync("a.rather.long.address.of.somebody@a-rather-long-domain.example.com", "ar");
        await using var page = await BrowserPage.OpenAsync(width: 320, height: 568);
        await page.GoAsync(UrlOf(message));

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.True(
            await page.EvaluateAsync<bool>("[...document.querySelectorAll('button')].every(b => b.offsetHeight >= 44)")
        );
        Assert.True(await page.EvaluateAsync<bool>("parseFloat(getComputedStyle(document.body).fontSize) >= 16"));
        Assert.Equal("rtl", await page.EvaluateAsync<string>("getComputedStyle(document.body).direction"));
        Assert.Empty(page.Complaints);
    }

    [FactInBrowser]
    public async Task The_page_is_light_or_dark_as_its_reader_likes_it()
    {
        var message = await SendAsync("eyes@example.com");
        await using var page = await BrowserPage.OpenAsync();
        await page.GoAsync(UrlOf(message));

        await page.PreferAsync("light");
        var light = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        await page.PreferAsync("dark");
        var dark = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

        Assert.Equal(("rgb(242, 243, 245)", "rgb(21, 23, 26)"), (light, dark));
    }

    private async Task<SentMessage> SendAsync(string address, string? language = null)
    {
        var customer = await fixture.Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "person",
                name = "Ada",
                language,
            }
        );
        return await fixture.Server.SendAsync(customer.Text("id"), address);
    }

    private Uri UrlOf(SentMessage message) => new(fixture.Server.Url, message.Path);
}
