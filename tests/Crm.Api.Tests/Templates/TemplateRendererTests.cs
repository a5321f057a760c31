using Crm.Api.Outreach;
using Crm.Api.Templates;
using Crm.Api.Templates.Rendering;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Templates;

/// <summary>What holds of a rendered message whatever is put in.</summary>
public sealed class TemplateRendererTests : IDisposable
{
    private static readonly Template Letter = LetterOf(
        "For {{values.a}}{{values.b}}",
        "{{values.a}}",
        "<p title=\"{{values.a}}\" lang='{{values.b}}'>{{values.a}}{{upper values.b}}{{default values.c values.a}}</p>"
    );

    private readonly TemplateRenderer _renderer = new();

    public void Dispose() => _renderer.Dispose();

    [Fact]
    public void No_value_brings_a_tag_or_an_attribute_into_html() =>
        Prop.ForAll(
                Awkward,
                Awkward,
                (a, b) =>
                {
                    var html = Render(a, b).Html!;
                    return html.Count(letter => letter == '<') == 2
                        && html.Count(letter => letter == '>') == 2
                        && html.Count(letter => letter == '"') == 2
                        && html.Count(letter => letter == '\'') == 2;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("javascript:alert(1)", "", "#")]
    [InlineData(" Java\tScript:alert(1)", "", "#")]
    [InlineData("data:text/html,x", "", "#")]
    [InlineData("java", "script:alert(1)", "java#")]
    [InlineData("https://example.com/?a=b:c", "", "https://example.com/?a=b:c")]
    [InlineData("example.com/", "a:b", "example.com/a:b")]
    [InlineData("MAILTO:ada@example.com", "", "MAILTO:ada@example.com")]
    public void A_value_makes_no_script_of_a_link(string a, string b, string link)
    {
        var template = LetterOf(
            "x",
            "x",
            "<a HREF = \"{{values.a}}{{default values.b \"\"}}\" title='{{values.a}}'>{{values.a}}</a>"
        );

        var html = _renderer.Render(template, "en", ModelOf(a, b)).Html;

        Assert.Equal($"<a HREF = \"{link}\" title='{a}'>{a}</a>", html);
    }

    [Fact]
    public void No_value_brings_a_line_break_into_a_subject() =>
        Prop.ForAll(
                Awkward,
                Awkward,
                (a, b) => !Render(a, b).Subject!.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029')
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_takes_a_value_as_it_is() =>
        Prop.ForAll(Awkward.Filter(text => !string.IsNullOrWhiteSpace(text)), text => Render(text, text).Text == text)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_gap_is_missing_exactly_when_its_value_is_blank() =>
        Prop.ForAll(Awkward, text => Render(text, "b").Missing.Contains("values.a") == string.IsNullOrWhiteSpace(text))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Several_render_the_same_template_at_once()
    {
        var template = LetterOf("{{values.a}}", "{{date today \"MMMM\"}} {{values.a}}", "{{values.a}}");

        Parallel.For(
            0,
            2000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            number =>
            {
                var language = number % 2 == 0 ? "de" : "de-AT";
                var message = _renderer.Render(template, language, ModelOf($"{number}", "b"));

                Assert.Equal($"{(number % 2 == 0 ? "Januar" : "Jänner")} {number}", message.Text);
                Assert.Empty(message.Missing);
            }
        );
    }

    private static Arbitrary<string> Awkward =>
        Gen.OneOf(
                ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
                Gen.Elements(
                        '<',
                        '>',
                        '"',
                        '\'',
                        '&',
                        '\r',
                        '\n',
                        '\u2028',
                        '\u0085',
                        '\t',
                        ' ',
                        '{',
                        '}',
                        'x',
                        'ß',
                        '中'
                    )
                    .ArrayOf()
                    .Select(letters => new string(letters))
            )
            .ToArbitrary();

    private RenderedMessage Render(string a, string b) => _renderer.Render(Letter, "de", ModelOf(a, b));

    private static TemplateModel ModelOf(string a, string b) =>
        TemplateModel.Of(
            customer: null,
            new DateOnly(2026, 1, 31),
            new TemplateSurroundings
            {
                Values = new Dictionary<string, object?> { ["a"] = a, ["b"] = b },
            }
        );

    private static Template LetterOf(string subject, string text, string html)
    {
        var template = new Template
        {
            Id = new Guid(1, 2, 3, new byte[8]),
            Version = 1,
            Channel = OutreachChannel.Email,
        };
        template.Texts.Add(
            new TemplateText
            {
                Language = "de",
                Subject = subject,
                Text = text,
                Html = html,
            }
        );
        template.CheckTexts();
        return template;
    }
}
