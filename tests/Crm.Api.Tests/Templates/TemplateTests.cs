using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Templates;

/// <summary>Templates over HTTP.</summary>
public sealed class TemplateTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_template_says_back_what_was_written()
    {
        var texts = new[]
        {
            new
            {
                language = "en",
                subject = "Hello",
                text = "Dear {{customer.name}}",
                html = (string?)"<p>Dear {{customer.name}}</p>",
            },
            new
            {
                language = "de",
                subject = "Hallo",
                text = "Guten Tag {{customer.name}}",
                html = (string?)null,
            },
        };

        var template = await Admin.PostAsync(
            "/v1/templates",
            new
            {
                name = "Greeting",
                channel = "email",
                texts,
            }
        );

        var read = await Admin.GetJsonAsync($"/v1/templates/{template.Text("id")}");
        Assert.Equal("email", read.Text("channel"));
        Assert.Equal(["en", "de"], read["texts"]!.AsArray().Select(text => text!.Text("language")));
        Assert.Equal("<p>Dear {{customer.name}}</p>", read["texts"]![0]!.Text("html"));
        Assert.Null(read["texts"]![1]!["html"]);
    }

    [Fact]
    public async Task A_name_belongs_to_one_template()
    {
        await Admin.PostAsync("/v1/templates", Email("Only once"));

        var problem = await Admin.PostAsync("/v1/templates", Email("Only once"), HttpStatusCode.Conflict);

        Assert.Equal("/name", problem.BlamedField());
    }

    [Fact]
    public async Task Templates_come_in_with_an_import_and_go_out_with_an_export()
    {
        var job = await Admin.ImportAsync(
            new
            {
                resource = "templates",
                mode = "upsert",
                matchOn = new[] { "name" },
            },
            "name,channel,texts[0].language,texts[0].text\nFrom a file,sms,en,\"Hi {{customer.name}}\"\n"
        );

        Assert.Equal("completed", job.Text("state"));
        var file = await Admin.ExportAsync(
            new
            {
                resource = "templates",
                filter = "name = \"From a file\"",
                format = "ndjson",
            }
        );
        var row = JsonNode.Parse(System.Text.Encoding.UTF8.GetString(file).Split('\n')[0])!;
        Assert.Equal("Hi {{customer.name}}", row["texts"]![0]!.Text("text"));
    }

    [Theory]
    [InlineData("{{#if customer.name}}", "Line 1, column 1")]
    [InlineData("one\ntwo {{customer.name", "Line 2, column 5")]
    [InlineData("{{/if}}", "closes nothing")]
    [InlineData("{{#if a}}{{/each}}", "closes nothing")]
    [InlineData("{{else}}", "belongs to no block")]
    [InlineData("{{#if a}}{{else}}{{else}}{{/if}}", "belongs to no block")]
    [InlineData("{{shout customer.name}}", "no word 'shout'")]
    [InlineData("{{uper customer.name}}", "did you mean 'upper'")]
    [InlineData("{{#shout}}{{/shout}}", "no block 'shout'")]
    [InlineData("{{> footer}}", "no partials")]
    [InlineData("{{#> layout}}{{/layout}}", "no block")]
    [InlineData("{{#*inline \"x\"}}{{/inline}}", "no block")]
    [InlineData("{{* x}}", "not understood")]
    [InlineData("{{& customer.name}}", "not understood")]
    [InlineData("{{{{raw}}}}{{{{/raw}}}}", "Four braces")]
    [InlineData("{{upper}}", "'upper' takes 1 value")]
    [InlineData("{{default customer.title}}", "'default' takes 2 values")]
    [InlineData("{{date today \"%\"}}", "format of days")]
    [InlineData("{{date today \"HH:mm\"}}", "format of days")]
    [InlineData("{{money 5 \"EURO\"}}", "must be a currency")]
    [InlineData("{{number 5 99}}", "0 to 9")]
    [InlineData("{{@index}}", "within #each only")]
    [InlineData("{{../customer.name}}", "A gap names a value")]
    [InlineData("{{customer.[name]}}", "A gap names a value")]
    [InlineData("{{}}", "A gap names a value")]
    [InlineData("{{upper (lower customer.name}}", "bracket")]
    [InlineData("\\{{customer.name}}", "backslash")]
    [InlineData("{{! a } b }}", "comment")]
    public async Task What_could_not_be_rendered_is_refused_when_it_is_written(string text, string why)
    {
        var problem = await Admin.PostAsync(
            "/v1/templates",
            new
            {
                name = $"Broken {text}",
                channel = "sms",
                texts = new[] { new { language = "en", text } },
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("template-invalid", problem.Text("code"));
        Assert.Equal("/texts/0/text", problem.BlamedField());
        Assert.Contains(why, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>{{{customer.name}}}</p>", "write two braces")]
    [InlineData("<a href={{customer.email}}>x</a>", "quoted attribute")]
    [InlineData("<a {{customer.name}}>x</a>", "quoted attribute")]
    [InlineData("<a onclick=\"{{customer.name}}\">x</a>", "quoted attribute")]
    [InlineData("<p style='{{customer.name}}'>x</p>", "quoted attribute")]
    [InlineData("<script>{{customer.name}}</script>", "quoted attribute")]
    [InlineData("<style>p { } {{customer.name}}</style>", "quoted attribute")]
    [InlineData("<script/>{{customer.name}}</script>", "quoted attribute")]
    [InlineData(
        "{{#each values.a}}{{#each values.b}}{{#each values.c}}x{{/each}}{{/each}}{{/each}}",
        "lists stand in one another"
    )]
    public async Task Html_takes_values_only_where_escaping_makes_them_harmless(string html, string why)
    {
        var problem = await Admin.PostAsync(
            "/v1/templates",
            Email($"Unsafe {html}", html: html),
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("template-invalid", problem.Text("code"));
        Assert.Equal("/texts/0/html", problem.BlamedField());
        Assert.Contains(why, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_and_styles_without_gaps_are_left_alone()
    {
        const string Html =
            "<!-- [if mso]>{{customer.name}}<![endif] --><style>p > a { color: red }</style><p title=\"{{customer.name}}\" class='a'>"
            + "{{customer.name}} < {{customer.name}}</p>";

        await Admin.PostAsync("/v1/templates", Email("Styled", html: Html));
    }

    [Fact]
    public async Task A_channel_is_given_what_it_can_show()
    {
        var noSubject = new
        {
            name = "A",
            channel = "email",
            texts = new[] { new { language = "en", text = "x" } },
        };
        var html = new
        {
            name = "B",
            channel = "sms",
            texts = new[]
            {
                new
                {
                    language = "en",
                    text = "x",
                    html = "<p>",
                },
            },
        };

        var first = await Admin.PostAsync("/v1/templates", noSubject, HttpStatusCode.UnprocessableEntity);
        var second = await Admin.PostAsync("/v1/templates", html, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("template-subject-missing", first.Text("code"));
        Assert.Equal("/texts/0/subject", first.BlamedField());
        Assert.Equal("template-html-unfit", second.Text("code"));
    }

    [Fact]
    public async Task A_language_has_one_text()
    {
        var texts = new[] { new { language = "de-AT", text = "a" }, new { language = "de-at", text = "b" } };

        var problem = await Admin.PostAsync(
            "/v1/templates",
            new
            {
                name = "Twice",
                channel = "sms",
                texts,
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("duplicate-in-list", problem.Text("code"));
        Assert.Equal("/texts/1/language", problem.BlamedField());
    }

    private static object Email(string name, string? html = null) =>
        new
        {
            name,
            channel = "email",
            texts = new[]
            {
                new
                {
                    language = "en",
                    subject = "Hello",
                    text = "Hello",
                    html,
                },
            },
        };
}
