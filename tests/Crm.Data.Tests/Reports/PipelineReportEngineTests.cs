using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.Reports;

/// <summary>The pipeline report is the same on every engine.</summary>
public sealed class PipelineReportEngineTests
{
    private static readonly string[] Questions =
    [
        "groupBy=stage",
        "groupBy=owner",
        "groupBy=team",
        "groupBy=product",
        "groupBy=month&timeZone=Asia/Kolkata",
        "groupBy=month&from=2024-03-01&to=2024-12-01&timeZone=America/New_York",
        "groupBy=product&filter=amount > 1000 AND stageKind = won",
        "groupBy=stage&filter=teamId:* OR lines.discountPercent > 50",
    ];

    [Theory]
    [OnPostgres]
    [OnSqlServer]
    public async Task The_report_is_the_same_as_on_sqlite(Engine engine)
    {
        await using var sqlite = await CrmServer.StartAsync();
        await using var server = await CrmServer.StartAsync(engine);
        await RandomDeals.MakeAsync(sqlite.Admin, new Random(42), 300);
        await RandomDeals.MakeAsync(server.Admin, new Random(42), 300);

        foreach (var question in Questions)
        {
            Assert.Equal(await ReportAsync(sqlite, question), await ReportAsync(server, question));
        }
    }

    /// <summary>Without moment and ids, which differ between two databases.</summary>
    private static async Task<string> ReportAsync(CrmServer server, string question)
    {
        var report = await server.Admin.GetJsonAsync($"/v1/reports/pipeline?{question}");
        Assert.NotEmpty(report["rows"]!.AsArray());
        report.Remove("asOf");
        foreach (var row in report["rows"]!.AsArray())
        {
            ((JsonObject)row!).Remove("key");
        }

        return report.ToJsonString();
    }
}
