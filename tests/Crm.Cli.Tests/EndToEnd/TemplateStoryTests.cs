using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>What people do with templates, through the real service.</summary>
public sealed class TemplateStoryTests(CrmFixture fixture) : IClassFixture<CrmFixture>, IDisposable
{
    private readonly Terminal _terminal = Terminal.At(fixture.Server);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_letter_goes_from_files_to_what_a_customer_would_get()
    {
        var letter = _terminal.Write("letter.txt", "Dear {{customer.name}}");
        var germanLetter = _terminal.Write("letter.de.txt", "Guten Tag {{customer.name}}, {{values.offer}}");
        var html = _terminal.Write("letter.de.html", "<p>Guten Tag {{customer.name}}</p>");
        var customer = await JsonAsync([
            "customers",
            "create",
            "--kind",
            "organization",
            "--name",
            "Müller & Co",
            "--language",
            "de-AT",
        ]);
        string[] create =
        [
            .. "templates create --name Offer --channel email --language en --subject Hello".Split(' '),
            "--text",
            letter,
        ];
        var id = (string)(await JsonAsync(create))["id"]!;

        string[] german = ["--language", "de", "--subject", "Hallo", "--text", germanLetter, "--html", html];
        await JsonAsync(["templates", "update", id, .. german]);
        await JsonAsync(["templates", "update", id, "--language", "en", "--subject", "Good morning"]);

        var stored = await JsonAsync(["templates", "get", id]);
        Assert.Equal(["Good morning", "Hallo"], stored["texts"]!.AsArray().Select(text => (string)text!["subject"]!));
        Assert.Equal("Dear {{customer.name}}", (string?)stored["texts"]![0]!["text"]);
        string[] render =
        [
            "templates",
            "render",
            id,
            "--customer",
            (string)customer["number"]!,
            "--set",
            "values.offer=now",
        ];
        var message = await JsonAsync(render);
        Assert.Equal("Guten Tag Müller & Co, now", (string?)message["text"]);
        Assert.Equal("<p>Guten Tag Müller &amp; Co</p>", (string?)message["html"]);
    }

    [Fact]
    public async Task A_hole_in_a_letter_fails_the_check()
    {
        var text = _terminal.Write("text.txt", "Dear {{customer.name}}, {{values.offer}}");
        string[] create = [.. "templates create --name Holes --channel sms --language en --text".Split(' '), text];
        var id = (string)(await JsonAsync(create))["id"]!;

        var outcome = await _terminal.RunAsync("templates", "render", id);

        Assert.Equal(ExitCode.CheckFailed, outcome.ExitCode);
        Assert.Equal("Missing: customer.name, values.offer\n", outcome.Error);
        Assert.Contains("⟦values.offer⟧", (string?)JsonNode.Parse(outcome.Out)!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_needs_its_language()
    {
        var outcome = await _terminal.RunAsync("templates", "update", "1", "--subject", "Hello");

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("--language goes with", outcome.Error, StringComparison.Ordinal);
    }

    private async Task<JsonNode> JsonAsync(string[] arguments)
    {
        var outcome = await _terminal.RunAsync([.. arguments, "-o", "json"]);
        Assert.True(outcome.ExitCode == ExitCode.Ok, outcome.Error);
        return JsonNode.Parse(outcome.Out)!;
    }
}
