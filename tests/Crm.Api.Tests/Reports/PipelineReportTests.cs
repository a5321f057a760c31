using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Reports;

/// <summary>The pipeline report over HTTP, each test with a database of its own.</summary>
public sealed class PipelineReportTests : IAsyncLifetime
{
    private static readonly string[] Groupings = ["stage", "owner", "team", "product", "month"];

    private CrmServer _server = null!;

    private HttpClient Admin => _server.Admin;

    public async Task InitializeAsync() =>
        _server = await CrmServer.StartAsync(
            Engine.Sqlite,
            ("Crm:Clock:Virtual", "true"),
            ("Crm:Clock:Start", "2026-01-31T09:00:00Z")
        );

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Stages_come_in_their_order_with_counts_sums_rates_and_days()
    {
        await WonAsync("2025-01-01", "2025-01-11", "100.00");
        await WonAsync("2025-01-01", "2025-01-21", "50.00");
        await DealAsync(
            new
            {
                name = "Lost",
                stage = "lost",
                stageMoves = Moves("2025-01-01"),
                closedAt = At("2025-01-02"),
            }
        );
        await DealAsync(
            new
            {
                name = "Open",
                stage = "engaging",
                amount = Eur("1000.01"),
            }
        );
        await DealAsync(new { name = "Unpriced", stage = "engaging" });

        var report = await ReportAsync("groupBy=stage");

        Assert.Equal(
            [
                "engaging Engaging EUR 1 1000.01 300.00 0 0  ",
                "engaging Engaging  1   0 0  ",
                "won Won EUR 2 150.00 150.00 2 0 1 15",
                "lost Lost  1   0 1 0 1",
            ],
            Lines(report["rows"]!)
        );
        Assert.Equal(["  EUR 3 1150.01 450.00 2 0 1 15", "   2   0 1 0 1"], Lines(report["totals"]!));
    }

    [Fact]
    public async Task A_month_is_that_of_closing_or_of_the_expected_closing_in_the_callers_zone()
    {
        await DealAsync(
            new
            {
                customerId = await CustomerAsync(),
                stage = "won",
                closedAt = "2025-03-31T23:30:00Z",
            }
        );
        await DealAsync(new { name = "Expected", expectedCloseDate = "2025-03-15" });
        await DealAsync(new { name = "Some day" });

        var utc = await ReportAsync("groupBy=month");
        var berlin = await ReportAsync("groupBy=month&timeZone=Europe/Berlin");
        var march = await ReportAsync("groupBy=month&from=2025-03-01&to=2025-04-01&timeZone=Europe/Berlin");

        Assert.Equal(["2025-03 2", " 1"], Counts(utc));
        Assert.Equal(["2025-03 1", "2025-04 1", " 1"], Counts(berlin));
        Assert.Equal(["2025-03 1"], Counts(march));
    }

    [Fact]
    public async Task By_product_each_line_counts_for_its_product_and_the_amounts_add_up_to_the_total()
    {
        var (first, second) = (await ProductAsync("Alpha"), await ProductAsync("Beta"));
        await DealAsync(new { name = "Two", lines = new[] { Line(first, "10.00"), Line(second, "5.00") } });
        await DealAsync(new { name = "Twice", lines = new[] { Line(first, "1.00"), Line(first, "2.00") } });
        await DealAsync(
            new
            {
                name = "Written",
                amount = Eur("100.00"),
                lines = new[] { Line(first, "7.00"), Line(second, "8.00") },
            }
        );
        await DealAsync(
            new
            {
                name = "Single",
                amount = Eur("30.00"),
                lines = new[] { Line(second, null) },
            }
        );
        await DealAsync(new { name = "None", amount = Eur("1.00") });

        var report = await ReportAsync("groupBy=product");

        Assert.Equal(["Alpha 3 20.00", "Beta 3 43.00", " 2 86.00"], LabelsCountsAmounts(report));
        Assert.Equal(5, (int)report["totals"]![0]!["count"]!);
        Assert.Equal("149.00", report["totals"]![0]!.Text("amount"));
    }

    [Fact]
    public async Task Teams_are_those_of_the_owners()
    {
        var team = (await Admin.PostAsync("/v1/teams", new { name = "Central" })).Text("id");
        var owner = (await Admin.PostAsync("/v1/users", new { name = "Anna", teamId = team })).Text("id");
        await DealAsync(
            new
            {
                name = "One",
                ownerId = owner,
                amount = Eur("1.00"),
            }
        );
        await DealAsync(new { name = "Two", amount = Eur("2.00") });

        var report = await ReportAsync("groupBy=team");

        Assert.Equal(["Central 1 1.00", " 1 2.00"], LabelsCountsAmounts(report));
        Assert.Equal(["Anna 1 1.00", " 1 2.00"], LabelsCountsAmounts(await ReportAsync("groupBy=owner")));
    }

    [Fact]
    public async Task Rows_of_every_grouping_add_up_to_the_same_totals()
    {
        var random = new Random(42);
        await RandomDeals.MakeAsync(Admin, random, 120);
        var totals = (await ReportAsync("groupBy=stage"))["totals"]!.ToJsonString();

        foreach (var grouping in Groupings)
        {
            var report = await ReportAsync($"groupBy={grouping}");
            Assert.Equal(totals, report["totals"]!.ToJsonString());
            foreach (var total in report["totals"]!.AsArray())
            {
                var currency = (string?)total!["currency"];
                var rows = report["rows"]!.AsArray().Where(row => (string?)row!["currency"] == currency).ToList();
                Assert.Equal(Decimal(total, "amount"), rows.Sum(row => Decimal(row!, "amount")));
                if (grouping != "product")
                {
                    Assert.Equal((long)total["count"]!, rows.Sum(row => (long)row!["count"]!));
                    Assert.Equal((long)total["wonCount"]!, rows.Sum(row => (long)row!["wonCount"]!));
                }
            }
        }
    }

    [Fact]
    public async Task The_largest_amounts_can_be_summed()
    {
        for (var count = 0; count < 3; count++)
        {
            await DealAsync(new { name = "Huge", amount = Eur("999999999999.9999") });
        }

        var report = await ReportAsync("groupBy=owner");

        Assert.Equal("2999999999999.9997", report["totals"]![0]!.Text("amount"));
        Assert.Equal("300000000000.00", report["totals"]![0]!.Text("weightedAmount"));
    }

    [Fact]
    public async Task The_same_question_gives_the_same_bytes()
    {
        await RandomDeals.MakeAsync(Admin, new Random(7), 40);

        foreach (var grouping in Groupings)
        {
            var first = await Admin.GetByteArrayAsync(Uri($"groupBy={grouping}"));
            Assert.Equal(first, await Admin.GetByteArrayAsync(Uri($"groupBy={grouping}")));
        }
    }

    [Fact]
    public async Task Filter_pipeline_and_trash_leave_out_what_is_not_meant()
    {
        await DealAsync(new { name = "Fair", source = "fair" });
        await DealAsync(new { name = "Web", source = "web" });
        var trashed = await DealAsync(new { name = "Trash", source = "fair" });
        await Admin.DeleteAsync($"/v1/opportunities/{trashed.Text("id")}", HttpStatusCode.NoContent);
        var pipeline = (await Admin.GetJsonAsync("/v1/pipelines"))["items"]![0]!.Text("id");

        var report = await ReportAsync(
            $"filter={System.Uri.EscapeDataString("source = \"fair\"")}&pipelineId={pipeline}"
        );

        Assert.Equal(["prospecting 1"], Counts(report));
    }

    [Fact]
    public async Task Rows_come_as_csv_too()
    {
        await DealAsync(new { name = "Open", amount = Eur("12.50") });
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri("groupBy=stage"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));

        using var answer = await Admin.SendAsync(request);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "key,label,currency,count,amount,weightedAmount,wonCount,lostCount,winRate,averageDaysToClose\r\n"
                + "prospecting,Prospecting,EUR,1,12.50,1.25,0,0,,\r\n",
            await answer.Content.ReadAsStringAsync()
        );
    }

    [Theory]
    [InlineData("groupBy=weather", "groupBy")]
    [InlineData("pipelineId=Sales", "pipelineId")]
    [InlineData("pipelineId=019b76da-a800-7000-8000-00000000dead", "pipelineId")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=0001-01-01", "to")]
    [InlineData("from=2026-02-01&to=2026-02-01", "to")]
    [InlineData("timeZone=Mars", "timeZone")]
    [InlineData("filter=weather = 1", "filter")]
    [InlineData("orderBy=key", "orderBy")]
    public async Task A_question_that_makes_no_sense_is_refused_by_name(string question, string parameter)
    {
        var problem = await Admin.GetJsonAsync($"/v1/reports/pipeline?{question}", HttpStatusCode.BadRequest);

        Assert.Equal(parameter, problem.BlamedField());
    }

    [Fact]
    public async Task A_report_needs_a_scope_of_its_own()
    {
        using var reader = await _server.WithScopesAsync("opportunities:read");

        await reader.GetJsonAsync("/v1/reports/pipeline", HttpStatusCode.Forbidden);
    }

    private async Task WonAsync(string engaged, string closed, string amount) =>
        await DealAsync(
            new
            {
                customerId = await CustomerAsync(),
                stage = "won",
                stageMoves = Moves(engaged),
                closedAt = At(closed),
                amount = Eur(amount),
            }
        );

    private async Task<JsonObject> DealAsync(object form) => await Admin.PostAsync("/v1/opportunities", form);

    private async Task<string> CustomerAsync() =>
        (await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Buyer" })).Text("id");

    private async Task<string> ProductAsync(string name) =>
        (await Admin.PostAsync("/v1/products", new { sku = name, name })).Text("id");

    private Task<JsonObject> ReportAsync(string question) => Admin.GetJsonAsync($"/v1/reports/pipeline?{question}");

    private static Uri Uri(string question) => new($"/v1/reports/pipeline?{question}", UriKind.Relative);

    private static object[] Moves(string day) => [new { stage = "engaging", occurredAt = At(day) }];

    private static string At(string day) => $"{day}T00:00:00Z";

    private static object Eur(string amount) => new { amount, currency = "EUR" };

    private static JsonObject Line(string product, string? price)
    {
        var line = new JsonObject { ["productId"] = product };
        if (price is not null)
        {
            line["unitPrice"] = new JsonObject { ["amount"] = price, ["currency"] = "EUR" };
        }

        return line;
    }

    private static IEnumerable<string> Lines(JsonNode rows) =>
        rows.AsArray()
            .Select(row =>
                string.Join(
                    ' ',
                    new[]
                    {
                        "key",
                        "label",
                        "currency",
                        "count",
                        "amount",
                        "weightedAmount",
                        "wonCount",
                        "lostCount",
                        "winRate",
                        "averageDaysToClose",
                    }.Select(name => row![name]?.ToString() ?? "")
                )
            );

    private static IEnumerable<string> Counts(JsonObject report) =>
        report["rows"]!.AsArray().Select(row => $"{(string?)row!["key"]} {row!["count"]}");

    private static IEnumerable<string> LabelsCountsAmounts(JsonObject report) =>
        report["rows"]!.AsArray().Select(row => $"{(string?)row!["label"]} {row!["count"]} {row!["amount"]}");

    private static decimal Decimal(JsonNode row, string name) =>
        row[name] is { } text ? decimal.Parse((string)text!, CultureInfo.InvariantCulture) : 0;
}
