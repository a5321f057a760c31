using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.Output;
using Spectre.Console;

namespace Crm.Cli.Reports;

/// <summary>The pipeline report for people: figures with separators, a bar for the number of deals, totals below.</summary>
internal static class PipelineTable
{
    private const int LongestBar = 12;

    public static Table Of(JsonNode report, bool hasHeader)
    {
        var rows = report["rows"] as JsonArray ?? [];
        var totals = report["totals"] as JsonArray ?? [];
        var most = rows.Select(row => (long?)row?["count"] ?? 0).DefaultIfEmpty().Max();
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = hasHeader };
        table.AddColumn(Column(CellText.ForTerminal(report["groupBy"]), Justify.Left));
        table.AddColumn(Column("deals", Justify.Right));
        table.AddColumn(Column("", Justify.Left));
        string[] figures = ["amount", "weighted", "won", "lost", "win %", "days"];
        foreach (var name in figures)
        {
            table.AddColumn(Column(name, Justify.Right));
        }

        foreach (var row in rows)
        {
            var count = (long?)row?["count"] ?? 0;
            table.AddRow([Label(row), Count(count), Bar(count, most), .. Figures(row)]);
        }

        if (totals.Count > 0)
        {
            table.AddEmptyRow();
        }

        foreach (var total in totals)
        {
            table.AddRow([new Text("Total"), Count((long?)total?["count"]), Text.Empty, .. Figures(total)]);
        }

        return table;
    }

    private static TableColumn Column(string name, Justify alignment) =>
        new(new Text(name, new Style(decoration: Decoration.Bold)))
        {
            Alignment = alignment,
            NoWrap = true,
            Padding = new Padding(0, 0, 1, 0),
        };

    private static Text Label(JsonNode? row)
    {
        var label = CellText.ForTerminal(row?["label"] ?? row?["key"]);
        return new Text(label.Length == 0 ? "(none)" : label);
    }

    private static Text Count(long? count) => new(count?.ToString("N0", CultureInfo.InvariantCulture) ?? "");

    private static Text[] Figures(JsonNode? row) =>
        [
            new($"{Amount(row?["amount"])} {CellText.ForTerminal(row?["currency"])}".Trim()),
            new(Amount(row?["weightedAmount"])),
            Count((long?)row?["wonCount"]),
            Count((long?)row?["lostCount"]),
            new(row?["winRate"] is { } rate ? OneDecimal(100 * (decimal)rate) : ""),
            new(row?["averageDaysToClose"] is { } days ? OneDecimal((decimal)days) : ""),
        ];

    private static string OneDecimal(decimal number) => number.ToString("N1", CultureInfo.InvariantCulture);

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
    private static Text Bar(long count, long most) =>
        count == 0
            ? Text.Empty
            : new Text(new string('█', (int)Math.Max(1, count * LongestBar / most)), new Style(Color.Blue));
}
