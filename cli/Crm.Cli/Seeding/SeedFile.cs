using System.Text;
using System.Text.Json.Nodes;
using Crm.Cli.Imports;
using Crm.Cli.Output;

namespace Crm.Cli.Seeding;

/// <summary>
/// One import of seeded records: its options and its file. References go by external id, so that neither holds anything
/// a service has made up, and both are the same bytes each time.
/// </summary>
internal sealed record SeedFile(string Resource, int Rows, JsonObject Options, string Csv)
{
    /// <summary>The same on every run, or the bytes would differ.</summary>
    private const string Boundary = "crm-seed";

    private static readonly Dictionary<string, string> KeysOfReferences = new(StringComparer.Ordinal)
    {
        ["productId"] = "sku",
    };

    /// <summary>A file for each currency, since a file's amounts are all in one.</summary>
    public static IEnumerable<SeedFile> Of(SeedTable table) =>
        table
            .Records.Select(record => new Row(record))
            .GroupBy(row => row.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Of(table, [.. group], group.Key));

    public HttpContent Content() =>
        new ImportFile($"{Resource}.csv", () => new MemoryStream(Encoding.UTF8.GetBytes(Csv))).Form(Options, Boundary);

    public JsonObject Body() => new() { ["options"] = Options.DeepClone(), ["file"] = Csv };

    private static SeedFile Of(SeedTable table, IReadOnlyList<Row> rows, string? currency)
    {
        string[] paths = [.. rows.SelectMany(row => row.Cells.Keys).Distinct().Order(StringComparer.Ordinal)];
        var options = new JsonObject
        {
            ["resource"] = table.Resource,
            ["mode"] = "createOrSkip",
            ["matchOn"] = new JsonArray(table.MatchOn),
            ["mapping"] = new JsonArray([.. paths.Select(Mapping)]),
        };
        if (currency is not null)
        {
            options["format"] = new JsonObject { ["currency"] = currency };
        }

        var lines = rows.Select(row => CsvWriter.Line(paths.Select(path => row.Cells.GetValueOrDefault(path, ""))));
        return new SeedFile(table.Resource, rows.Count, options, CsvWriter.Line(paths) + string.Concat(lines));
    }

    private static JsonObject Mapping(string path)
    {
        var mapping = new JsonObject { ["column"] = path, ["field"] = path };
        var name = path[(path.LastIndexOf('.') + 1)..];
        if (name.EndsWith("Id", StringComparison.Ordinal))
        {
            mapping["by"] = KeysOfReferences.GetValueOrDefault(name, "externalId");
        }

        return mapping;
    }

    /// <summary>A record as cells, each under the path of its field.</summary>
    private sealed class Row
    {
        public Row(JsonObject record) => Add(record, "");

        public Dictionary<string, string> Cells { get; } = new(StringComparer.Ordinal);

        public string? Currency { get; private set; }

        private void Add(JsonNode? node, string path)
        {
            switch (node)
            {
                case JsonObject money when money.ContainsKey("amount"):
                    Currency = (string)money["currency"]!;
                    Cells[path] = (string)money["amount"]!;
                    break;
                case JsonObject record:
                    foreach (var (name, value) in record)
                    {
                        Add(value, path.Length == 0 ? name : $"{path}.{name}");
                    }

                    break;
                case JsonArray list:
                    foreach (var (index, item) in list.Index())
                    {
                        Add(item, FormattableString.Invariant($"{path}[{index}]"));
                    }

                    break;
                default:
                    Cells[path] = CellText.Of(node);
                    break;
            }
        }
    }
}
