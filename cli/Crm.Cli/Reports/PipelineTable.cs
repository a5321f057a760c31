using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.Output;
using Spectre.Console;

namespace Crm.Cli.Reports;

/// <summary>The pipeline report for people: figures with separators, a bar for the number of deals, totals below.</summary>
internal static class PipelineTable
{
    private const int LongestBar = 20;

    public static Table Of(JsonNode report, bool hasHeader)
    {
        var rows = report["rows"] as JsonArray ?? [];
        var totals = report["totals"] as JsonArray ?? [];
        var most = rows.Select(row => (long?)row?["count"] ?? 0).DefaultIfEmpty().Max();
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = hasHeader };
        table.AddColumn(new TableColumn(CellText.ForTerminal(report["groupBy"])));
        string[] figures = ["deals", "amount", "", "weighted", "won", "lost", "win rate", "days"];
        foreach (var name in figures)
        {
            table.AddColumn(new TableColumn(name) { Alignment = name.Length == 0 ? Justify.Left : Justify.Right });
        }

        table.AddColumn(new TableColumn(""));
        foreach (var row in rows)
        {
            var bar = new Text(Bar((long?)row?["count"] ?? 0, most), new Style(Color.Blue));
            table.AddRow([Label(row), .. Figures(row), bar]);
        }

        if (totals.Count > 0)
        {
            table.AddEmptyRow();
        }

        foreach (var total in totals)
        {
            table.AddRow([new Text("Total"), .. Figures(total), Text.Empty]);
        }

        return table;
    }

    private static Text Label(JsonNode? row) =>
        new(
            row?["label"] is { } label ? CellText.ForTerminal(label)
            : CellText.ForTerminal(row?["key"]) is { Length: > 0 } key ? key
            : "(none)"
        );

    private static Text[] Figures(JsonNode? row) =>
        [
            new(Number((long?)row?["count"])),
            new(Amount(row?["amount"])),
            new(CellText.ForTerminal(row?["currency"])),
            new(Amount(row?["weightedAmount"])),
            new(Number((long?)row?["wonCount"])),
            new(Number((long?)row?["lostCount"])),
            new(row?["winRate"] is { } rate ? ((decimal)rate).ToString("P1", CultureInfo.InvariantCulture) : ""),
            new(
                row?["averageDaysToClose"] is { } days
                    ? ((decimal)days).ToString("N1", CultureInfo.InvariantCulture)
                    : ""
            ),
        ];

    private static string Number(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The service writes as many digits as the currency has; they stay.</summary>
    private static string Amount(JsonNode? amount)
    {
        var text = CellText.ForTerminal(amount);
        var digits = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
        return decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number.ToString($"N{digits.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>Whoever has any has a bar.</summary>
    private static string Bar(long count, long most) =>
        count == 0 ? "" : new string('█', (int)Math.Max(1, count * LongestBar / most));
}
