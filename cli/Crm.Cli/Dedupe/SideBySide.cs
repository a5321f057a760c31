using System.Text.Json.Nodes;
using Crm.Cli.Output;
using Spectre.Console;

namespace Crm.Cli.Dedupe;

/// <summary>Two customers beside each other, what differs marked.</summary>
internal static class SideBySide
{
    private const string Mark = "≠";

    private static readonly string[] Fields =
    [
        "number",
        "name",
        "title",
        "givenName",
        "middleName",
        "familyName",
        "birthDate",
        "category",
        "lifecycleStage",
        "source",
        "contactPoints",
        "addresses",
        "externalIds",
        "tags",
        "description",
        "createTime",
        "updateTime",
    ];

    /// <summary>What is different for any two records and tells nothing.</summary>
    private static readonly string[] AlwaysDiffering = ["number", "createTime", "updateTime"];

    private static readonly string[] AddressFields = ["street", "extra", "postalCode", "city", "region", "country"];

    public static void Write(JsonNode first, JsonNode second, IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = false };
        foreach (var _ in Enumerable.Range(0, 4))
        {
            table.AddColumn(new TableColumn("") { Padding = new Padding(0, 0, 1, 0) });
        }

        foreach (var field in Fields)
        {
            var (one, other) = (Lines(first, field), Lines(second, field));
            if (one.Count + other.Count > 0)
            {
                AddRow(table, field, one, other);
            }
        }

        console.Write(table);
    }

    private static void AddRow(Table table, string field, IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var differs = !AlwaysDiffering.Contains(field) && !one.ToHashSet(StringComparer.Ordinal).SetEquals(other);
        table.AddRow(
            new Text(differs ? Mark : " ", new Style(Color.Yellow)),
            new Text(field, new Style(decoration: Decoration.Dim)),
            Cell(one, other, differs),
            Cell(other, one, differs)
        );
    }

    /// <summary>Of a list, the lines that the other side has not are marked.</summary>
    private static Paragraph Cell(IReadOnlyList<string> lines, IReadOnlyList<string> others, bool differs)
    {
        var cell = new Paragraph();
        foreach (var (index, line) in lines.Index())
        {
            var isMarked = differs && !others.Contains(line, StringComparer.Ordinal);
            cell.Append(index == 0 ? line : $"\n{line}", isMarked ? new Style(Color.Yellow) : Style.Plain);
        }

        return cell;
    }

    private static IReadOnlyList<string> Lines(JsonNode customer, string field) =>
        (field, customer[field]) switch
        {
            (_, null) => [],
            ("contactPoints", JsonArray points) =>
            [
                .. points.Select(point =>
                    $"{CellText.ForTerminal(point!["channel"])} {CellText.ForTerminal(point["value"])}"
                ),
            ],
            ("addresses", JsonArray addresses) => [.. addresses.Select(address => Address(address!))],
            ("externalIds", JsonArray ids) =>
            [
                .. ids.Select(id => $"{CellText.ForTerminal(id!["system"])} {CellText.ForTerminal(id["value"])}"),
            ],
            (_, JsonArray { Count: 0 }) => [],
            (_, var value) => [CellText.ForPeople(value)],
        };

    private static string Address(JsonNode address) =>
        string.Join(
            ", ",
            AddressFields.Select(field => CellText.ForTerminal(address[field])).Where(text => text.Length > 0)
        );
}
