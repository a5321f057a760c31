using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Crm.Api.Http;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>The table of error codes in openapi/README.md says what the source says.</summary>
public sealed partial class ProblemCodeTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    // Words with a dash in the source that are no codes: names of resources, formats, settings and headers.
    private static readonly string[] OtherWords =
    [
        "api-keys",
        "attribute-definitions",
        "auto-generated",
        "crm-data",
        "date-time",
        "dedupe-decisions",
        "dedupe-runs",
        "inbound-mail",
        "inbound-reviews",
        "message-id",
        "no-referrer",
        "no-store",
        "page-tokens",
        "unsubscribe-link",
        "unsubscribe-mail",
        "webhook-id",
        "webhook-signature",
        "webhook-timestamp",
        "x-internal",
    ];

    private static readonly string Source = ReadSource();

    [Fact]
    public void Every_code_in_the_source_stands_in_the_table()
    {
        var missing = Code()
            .Matches(Source)
            .Select(match => match.Groups["code"].Value)
            .Where(word => !ProblemCodes.All.ContainsKey(word) && !OtherWords.Contains(word))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.True(!missing.Any(), $"Not in the table of openapi/README.md: {string.Join(", ", missing)}");
    }

    [Fact]
    public void Every_code_in_the_table_stands_in_the_source()
    {
        var gone = ProblemCodes.All.Keys.Where(code => !Source.Contains($"\"{code}\"", StringComparison.Ordinal));

        Assert.True(!gone.Any(), $"In the table of openapi/README.md, but gone: {string.Join(", ", gone)}");
    }

    [Fact]
    public void The_table_is_in_order_so_that_a_code_is_found_and_two_branches_seldom_meet()
    {
        var manual = File.ReadAllText(Path.Combine(Root(), "openapi", "README.md"));
        var codes = Row().Matches(manual).Select(match => match.Groups["code"].Value).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Equal(ProblemCodes.All.Count, codes.Count);
    }

    [Fact]
    public async Task The_type_of_a_problem_leads_to_its_explanation_without_a_key()
    {
        using var anonymous = fixture.Server.Anonymous();
        var problem = await anonymous.GetJsonAsync("/v1/customers", HttpStatusCode.Unauthorized);

        using var answer = await anonymous.GetAsync(new Uri(problem.Text("type"), UriKind.Relative));

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "<h1><code>key-missing</code></h1>",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task All_codes_stand_on_one_page()
    {
        using var anonymous = fixture.Server.Anonymous();

        var page = await anonymous.GetStringAsync(new Uri("/problems", UriKind.Relative));

        Assert.All(
            ProblemCodes.All.Keys,
            code => Assert.Contains($"<a href=\"/problems/{code}\">", page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_code_nobody_knows_has_no_explanation()
    {
        using var anonymous = fixture.Server.Anonymous();

        using var answer = await anonymous.GetAsync(new Uri("/problems/<b>", UriKind.Relative));

        await answer.ExpectProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private static string ReadSource() =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(Path.Combine(Root(), "src", "Crm.Api"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        );

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    /// <summary>Any text of words with dashes, and a single word where a code stands.</summary>
    [GeneratedRegex(
        """
            "(?<code>[a-z]+(-[a-z]+)+)"
            | (?<=(Of\(\s*\d{3}, | (State|Invalid|RowRejected)\( | Rejected, | Code\s=\s | (Malformed|Refused)\(\s*("[^"]*"|[\w.]+), )\s*)"(?<code>[a-z]+)"
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Code();

    [GeneratedRegex("^\\| `(?<code>[a-z-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
