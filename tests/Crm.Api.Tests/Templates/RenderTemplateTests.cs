using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Templates;

/// <summary>What becomes of a template, over HTTP.</summary>
public sealed class RenderTemplateTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_letter_is_filled_from_its_customer()
    {
        await Admin.PostAsync(
            "/v1/attribute-definitions",
            new
            {
                key = "renderedPlan",
                name = "Plan",
                type = "text",
            }
        );
        var customer = await Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "person",
                category = "rendered",
                title = "Dr.",
                givenName = "Ada",
                familyName = "O'Neil <script>",
                birthDate = "1996-04-01",
                language = "de-AT",
                contactPoints = new[]
                {
                    new
                    {
                        channel = "email",
                        value = "old@example.com",
                        isPrimary = false,
                        isValid = (bool?)false,
                    },
                    new
                    {
                        channel = "email",
                        value = "second@example.com",
                        isPrimary = false,
                        isValid = (bool?)null,
                    },
                    new
                    {
                        channel = "email",
                        value = "ada@example.com",
                        isPrimary = true,
                        isValid = (bool?)null,
                    },
                },
                addresses = new[]
                {
                    new
                    {
                        street = "Ring 1",
                        postalCode = "1010",
                        city = "Wien",
                        country = "AT",
                    },
                },
                tags = new[] { "vip" },
                attributes = new { renderedPlan = "gold & silver" },
            }
        );
        var template = await Admin.PostAsync(
            "/v1/templates",
            new
            {
                name = "Whole letter",
                channel = "email",
                texts = new[]
                {
                    new
                    {
                        language = "en",
                        subject = "x",
                        text = "x",
                        html = "x",
                    },
                    new
                    {
                        language = "de",
                        subject = "Für {{customer.formalName}}",
                        text = "{{customer.givenName}} {{customer.familyName}}, {{customer.email}}, {{customer.address.line}}, "
                            + "{{customer.birthDate}}, {{date customer.birthDate \"d. MMMM yyyy\"}}, {{#each customer.tags}}{{this}}{{/each}}",
                        html = "<a title=\"{{customer.familyName}}\" href=\"mailto:{{customer.email}}\">{{customer.attributes.renderedPlan}}</a>",
                    },
                },
            }
        );

        var message = await RenderAsync(template.Text("id"), new { customerId = customer.Text("id") });

        Assert.Equal("de", message.Text("language"));
        Assert.Equal("Für Dr. O'Neil <script>", message.Text("subject"));
        Assert.Equal(
            "Ada O'Neil <script>, ada@example.com, Ring 1, 1010 Wien, AT, 01.04.1996, 1. April 1996, vip",
            message.Text("text")
        );
        Assert.Matches(
            "^<a title=\"O&#39;Neil &lt;script&gt;\" href=\"mailto:ada@example.com\">gold &amp; silver</a>$",
            message.Text("html")
        );
        Assert.Empty(message["missing"]!.AsArray());
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once()
    {
        var request = Unsaved(
            "{{customer.name}} {{values.blank}} {{values.nothing}} {{values.deep.down.here}} {{upper campaign.name}} {{custmer}} {{values.list}}",
            new
            {
                blank = "  ",
                nothing = (string?)null,
                deep = new { up = 1 },
                list = new[] { "a" },
            }
        );

        var message = await Admin.PostAsync("/v1/templates/render", request, HttpStatusCode.OK);

        string[] expected =
        [
            "customer.name",
            "values.blank",
            "values.nothing",
            "values.deep.down.here",
            "campaign.name",
            "custmer",
            "values.list",
        ];
        Assert.Equal(expected, message["missing"]!.AsArray().Select(path => (string)path!));
        Assert.StartsWith("⟦customer.name⟧ ⟦values.blank⟧", message.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strictly_rendered_what_is_missing_is_refused()
    {
        var request = Unsaved("{{values.one}} {{values.two}}", new { }, strict: true);

        var problem = await Admin.PostAsync("/v1/templates/render", request, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("template-value-missing", problem.Text("code"));
        Assert.Contains("values.one, values.two", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#if values.none}}a{{else}}b{{/if}}", "b")]
    [InlineData("{{#if values.blank}}a{{else if values.name}}c{{else}}b{{/if}}", "c")]
    [InlineData("{{#unless values.none}}a{{/unless}}", "a")]
    [InlineData("{{#each values.none}}a{{else}}b{{/each}}", "b")]
    [InlineData("{{#each values.name}}a{{else}}b{{/each}}", "b")]
    [InlineData("{{#with values.none}}a{{else}}b{{/with}}", "b")]
    [InlineData("{{#with values.inner}}{{word}}{{/with}}", "inside")]
    [InlineData("{{#each values.list}}{{@index}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}", "0a, 1b")]
    [InlineData("{{#each values.rows}}{{name}}:{{@root.values.name}};{{/each}}", "x:Ada;y:Ada;")]
    [InlineData("{{values.list.1}}", "b")]
    [InlineData("{{default values.none \"friend\"}}", "friend")]
    [InlineData("{{upper (default values.none values.name)}}", "ADA")]
    [InlineData("{{lower values.name}}", "ada")]
    [InlineData("{{#if (eq values.name \"Ada\")}}a{{else}}b{{/if}}", "a")]
    [InlineData("{{#if (eq values.none \"Ada\")}}a{{else}}b{{/if}}", "b")]
    [InlineData("{{#if (eq values.flag true)}}a{{else}}b{{/if}}", "a")]
    [InlineData("{{#if values.zero}}a{{else}}b{{/if}}", "b")]
    [InlineData("{{values.zero}}", "0")]
    [InlineData("{{! a note }}{{!-- another --}}a", "a")]
    [InlineData("a  {{~values.name~}}  b", "aAdab")]
    [InlineData("{ } { { values.name } }", "{ } { { values.name } }")]
    [InlineData("{{{values.name}}}", "Ada")]
    [InlineData("{{values.odd}}", "<&>\"'")]
    [InlineData("{{values.größe}}", "XL")]
    public async Task A_template_can_say_what_to_do_without_a_value(string text, string expected)
    {
        var values = new
        {
            name = "Ada",
            blank = " ",
            inner = new { word = "inside" },
            list = new[] { "a", "b" },
            rows = new[] { new { name = "x" }, new { name = "y" } },
            flag = true,
            zero = 0,
            odd = "<&>\"'",
            größe = "XL",
        };

        var message = await Admin.PostAsync("/v1/templates/render", Unsaved(text, values), HttpStatusCode.OK);

        Assert.Equal(expected, message.Text("text"));
        Assert.Empty(message["missing"]!.AsArray());
    }

    [Theory]
    [InlineData("en", "4/1/1996|April 1996|1,234.5|1,234.50|€1,234.50|$1,234.50|JPY 1,235")]
    [InlineData("de", "01.04.1996|April 1996|1.234,5|1.234,50|1.234,50 €|1.234,50 USD|1.235 JPY")]
    [InlineData("de-CH", "01.04.1996|April 1996|1’234.5|1’234.50|€ 1’234.50|USD 1’234.50|JPY 1’235")]
    public async Task Days_and_amounts_are_written_as_in_the_language(string language, string expected)
    {
        const string Text =
            "{{date values.day}}|{{date values.day \"MMMM yyyy\"}}|{{number values.sum}}|{{number values.sum 2}}|{{money values.price}}|"
            + "{{money values.sum \"USD\"}}|{{money values.yen}}";
        var values = new
        {
            day = "1996-04-01",
            sum = 1234.5,
            price = new { amount = "1234.50", currency = "EUR" },
            yen = new { amount = "1235", currency = "JPY" },
        };

        var message = await Admin.PostAsync(
            "/v1/templates/render",
            Unsaved(Text, values, language: language),
            HttpStatusCode.OK
        );

        Assert.Equal(expected, message.Text("text").Replace('\u00a0', ' '));
    }

    [Theory]
    [InlineData("de-AT", "Österreich")]
    [InlineData("DE-at", "Österreich")]
    [InlineData("de-CH", "Deutsch")]
    [InlineData("de-AT-1996", "Österreich")]
    [InlineData("fr", "English")]
    [InlineData(null, "English")]
    public async Task The_text_is_in_the_language_wanted_or_what_comes_nearest(string? language, string expected)
    {
        var texts = new[]
        {
            new { language = "en", text = "English" },
            new { language = "de", text = "Deutsch" },
            new { language = "de-AT", text = "Österreich" },
        };

        var message = await Admin.PostAsync(
            "/v1/templates/render",
            new
            {
                template = new
                {
                    name = "x",
                    channel = "sms",
                    texts,
                },
                language,
            },
            HttpStatusCode.OK
        );

        Assert.Equal(expected, message.Text("text"));
    }

    [Fact]
    public async Task A_changed_template_is_rendered_as_it_is_now()
    {
        var template = await Admin.PostAsync(
            "/v1/templates",
            new
            {
                name = "Changing",
                channel = "sms",
                texts = new[] { new { language = "en", text = "before" } },
            }
        );
        var id = template.Text("id");
        var before = await RenderAsync(id, new { });
        await Admin.PatchAsync(
            $"/v1/templates/{id}",
            new { texts = new[] { new { language = "en", text = "after" } } }
        );

        var after = await RenderAsync(id, new { });

        Assert.Equal("before", before.Text("text"));
        Assert.Equal("after", after.Text("text"));
    }

    [Fact]
    public async Task Who_may_not_read_customers_cannot_read_them_through_a_template()
    {
        var customer = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Acme" });
        using var writer = await fixture.Server.WithScopesAsync("templates:read");
        var template = new
        {
            name = "x",
            channel = "sms",
            texts = new[] { new { language = "en", text = "{{customer.name}}" } },
        };

        var problem = await writer.PostAsync(
            "/v1/templates/render",
            new { template, customerId = customer.Text("id") },
            HttpStatusCode.Forbidden
        );

        Assert.Equal("scope-missing", problem.Text("code"));
    }

    [Fact]
    public async Task Members_of_texts_and_lists_are_nobodys_business()
    {
        var request = Unsaved(
            "{{values.name.Length}} {{values.list.Count}} {{today.Year}} {{values.GetType}} {{customer.Id}}",
            new { name = "Ada", list = new[] { "a" } }
        );

        var message = await Admin.PostAsync("/v1/templates/render", request, HttpStatusCode.OK);

        Assert.Equal(5, message["missing"]!.AsArray().Count);
    }

    private Task<JsonObject> RenderAsync(string id, object request) =>
        Admin.PostAsync($"/v1/templates/{id}/render", request, HttpStatusCode.OK);

    private static object Unsaved(string text, object values, bool strict = false, string language = "en") =>
        new
        {
            template = new
            {
                name = "x",
                channel = "sms",
                texts = new[] { new { language, text } },
            },
            language,
            values,
            strict,
        };
}
