using System.Text.Json.Nodes;
using Crm.Cli.Output;

namespace Crm.Cli.Seeding;

/// <summary>A record as cells, each under the path of its field.</summary>
internal sealed class SeedRow
{
    private readonly bool _namesCurrencies;

    /// <summary>Takes a record apart.</summary>
    /// <param name="record">The body of a create.</param>
    /// <param name="namesCurrencies">Whether each amount says its currency in a cell of its own, or the file says it for all.</param>
    public SeedRow(JsonObject record, bool namesCurrencies)
    {
        _namesCurrencies = namesCurrencies;
        Add(record, "");
    }

    public Dictionary<string, string> Cells { get; } = new(StringComparer.Ordinal);

    public string? Currency { get; private set; }

    private void Add(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject money when money.ContainsKey("amount") && !_namesCurrencies:
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
