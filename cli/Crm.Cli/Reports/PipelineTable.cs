using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Crm.Cli.Reports;

/// <summary>The pipeline report for people: figures with separators, a bar for the number of deals, totals below.</summary>
internal static class PipelineTable
{
    /// <summary>What is left out step by step where the terminal is narrow; a figure that breaks over two lines is misread.</summary>
    private static readonly (int LongestBar, bool HasWeighted)[] Forms =
    [
        (12, true),
        (6, true),
        (0, true),
        (12, false),
        (6, false),
        (0, false),
    ];

    /// <summary>Writes the widest form that fits.</summary>
    /// <returns>False when figures had to be left out.</returns>
    public static bool Write(JsonNode report, bool hasHeader, IAnsiConsole console)
    {
        var options = RenderOptions.Create(console);
        var form = Forms.FirstOrDefault(
            form =>
                ((IRenderable)Of(report, hasHeader, form)).Measure(options, int.MaxValue).Max <= console.Profile.Width,
            Forms[^1]
        );
        console.Write(Of(report, hasHeader, form));
        return form.HasWeighted;
    }

    private static Table Of(JsonNode report, bool hasHeader, (int LongestBar, bool HasWeighted) form)
    {
        var (longestBar, hasWeighted) = form;
        var rows = report["rows"] as JsonArray ?? [];
        var totals = report["totals"] as JsonArray ?? [];
        var most = rows.Select(row => (long?)row?["count"] ?? 0).DefaultIfEmpty().Max();
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = hasHeader };
        table.AddColumn(Column(CellText.ForTerminal(report["groupBy"]), Justify.Left));
        table.AddColumn(Column("deals", Justify.Right));
        if (longestBar > 0)
        {
            table.AddColumn(Column("", Justify.Left));
        }

        string[] figures =
        [
            "amount",
            .. hasWeighted ? ["weighted"] : Array.Empty<string>(),
            "won",
            "lost",
            "win %",
            "days",
        ];
        foreach (var name in figures)
        {
            table.AddColumn(Column(name, Justify.Right));
        }

        foreach (var row in rows)
        {
            var count = (long?)row?["count"] ?? 0;
            table.AddRow([Label(row), Count(count), .. Bar(count, most, longestBar), .. Figures(row, hasWeighted)]);
        }

        if (totals.Count > 0)
        {
            table.AddEmptyRow();
        }

        foreach (var total in totals)
        {
            var count = (long?)total?["count"];
            table.AddRow([
                new Text("Total"),
                Count(count),
                .. Bar(0, most, longestBar),
                .. Figures(total, hasWeighted),
            ]);
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

    private static IEnumerable<Text> Figures(JsonNode? row, bool hasWeighted)
    {
        yield return AmountCell(row);
        if (hasWeighted)
        {
            yield return new(Amount(row?["weightedAmount"]));
        }

        yield return Count((long?)row?["wonCount"]);
        yield return Count((long?)row?["lostCount"]);
        yield return new(row?["winRate"] is { } rate ? OneDecimal(100 * (decimal)rate) : "");
        yield return new(row?["averageDaysToClose"] is { } days ? OneDecimal((decimal)days) : "");
    }

    /// <summary>Deals without an amount have a row of their own, as each currency has; it should say why it is there.</summary>
    private static Text AmountCell(JsonNode? row) =>
        row?["currency"] is { } currency
            ? new($"{Amount(row["amount"])} {CellText.ForTerminal(currency)}")
            : new("no amount", new Style(decoration: Decoration.Dim));

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

    /// <summary>Whoever has any has a bar; without room there is no column for it.</summary>
    private static IEnumerable<Text> Bar(long count, long most, int longest)
    {
        if (longest > 0)
        {
            var length = count == 0 ? 0 : (int)Math.Max(1, count * longest / most);
            yield return new Text(new string('█', length), new Style(Color.Blue));
        }
    }
}
