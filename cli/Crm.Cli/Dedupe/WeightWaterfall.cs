using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crm.Cli.Output;
using Spectre.Console;

namespace Crm.Cli.Dedupe;

/// <summary>Draws how a match weight comes about: each part begins where the one before ended.</summary>
internal static partial class WeightWaterfall
{
    private const int WidestBars = 40;
    private const int NarrowestBars = 12;
    private const int WidthWithoutBars = 66;
    private const int WidestValue = 26;

    public static void Write(JsonNode explanation, IAnsiConsole console)
    {
        WriteCustomer(explanation["first"]!, console);
        WriteCustomer(explanation["second"]!, console);
        var parts = Parts(explanation).ToList();
        var scale = Scale.Of(parts.Select(part => part.Weight), console.Profile.Width - WidthWithoutBars);
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (name, alignment) in Columns)
        {
            table.AddColumn(
                new TableColumn(new Text(name, new Style(decoration: Decoration.Bold)))
                {
                    Alignment = alignment,
                    NoWrap = true,
                    Padding = new Padding(0, 0, 1, 0),
                }
            );
        }

        double sum = 0;
        foreach (var part in parts)
        {
            table.AddRow(
                new Text(part.Name),
                new Text(part.Level),
                new Text(part.Values),
                new Text(Bits(part.Weight)),
                scale.Bar(sum, sum + part.Weight, ColorOf(part.Weight))
            );
            sum += part.Weight;
        }

        table.AddEmptyRow();
        var weight = (double)explanation["matchWeight"]!;
        table.AddRow(
            new Text("match weight", new Style(decoration: Decoration.Bold)),
            Text.Empty,
            Text.Empty,
            new Text(Bits(weight), new Style(decoration: Decoration.Bold)),
            scale.Bar(0, weight, Color.Blue)
        );
        console.Write(table);
        console.WriteLine(Verdict(explanation));
    }

    /// <summary>In one sentence.</summary>
    public static string Verdict(JsonNode explanation)
    {
        var odds = Math.Exp(Math.Log(2) * Math.Abs((double)explanation["matchWeight"]!));
        var isOne = (double)explanation["matchWeight"]! >= 0;
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"{(isOne ? "One and the same" : "Not the same")}, {odds:#,##0.#} to 1."
        );
        var otherwise =
            $" {(isOne ? "If not, most probably" : "Most probably")}: {Spoken(explanation["nearestClass"])}.";
        var decided = explanation["decision"] is { } decision
            ? $" Somebody has said '{CellText.ForTerminal(decision["decision"])}'."
            : "";
        return sentence + otherwise + decided;
    }

    private static readonly (string Name, Justify Alignment)[] Columns =
    [
        ("", Justify.Left),
        ("", Justify.Left),
        ("", Justify.Left),
        ("bits", Justify.Right),
        ("", Justify.Left),
    ];

    private static void WriteCustomer(JsonNode customer, IAnsiConsole console) =>
        console.Write(
            new Text($"{CellText.ForTerminal(customer["number"])}  {CellText.ForTerminal(customer["name"])}\n")
        );

    private static IEnumerable<(string Name, string Level, string Values, double Weight)> Parts(JsonNode explanation)
    {
        yield return ("to begin with", "", "", (double)explanation["priorWeight"]!);
        foreach (var reason in explanation["reasons"]!.AsArray())
        {
            yield return (
                Spoken(reason!["comparison"]),
                CellText.ForTerminal(reason["level"]),
                Values(reason),
                (double)reason["weight"]!
            );
        }

        yield return ("may be related", "", "", (double)explanation["relatedWeight"]!);
    }

    private static string Values(JsonNode reason)
    {
        const string between = " ~ ";
        var half = (WidestValue - between.Length) / 2;
        var (first, second) = (CellText.ForTerminal(reason["first"]?[0]), CellText.ForTerminal(reason["second"]?[0]));
        return first == second ? Short(first, WidestValue) : $"{Short(first, half)}{between}{Short(second, half)}";
    }

    private static string Short(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";

    private static string Bits(double weight) => weight.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private static Color ColorOf(double weight) => weight < 0 ? Color.Red : Color.Green;

    /// <summary>`sameAddress` as people write it.</summary>
    private static string Spoken(JsonNode? word) =>
        Capital().Replace(CellText.ForTerminal(word), letter => $" {letter.Value.ToLowerInvariant()}");

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();

    /// <summary>Where a weight stands in so many columns.</summary>
    private sealed record Scale(double Least, double PerColumn)
    {
        public static Scale Of(IEnumerable<double> weights, int room)
        {
            double sum = 0;
            List<double> stops = [0, .. weights.Select(weight => sum += weight)];
            var (least, most) = (stops.Min(), stops.Max());
            var columns = Math.Clamp(room, NarrowestBars, WidestBars);
            return new Scale(least, Math.Max(most - least, 1) / columns);
        }

        public Text Bar(double from, double to, Color color)
        {
            var (first, last) = (Column(Math.Min(from, to)), Column(Math.Max(from, to)));
            var bar = first == last ? "│" : new string('█', last - first);
            return new Text(new string('\u00a0', first) + bar, new Style(color));
        }

        private int Column(double weight) => (int)Math.Round((weight - Least) / PerColumn);
    }
}
