using System.Text.Json.Nodes;
using Crm.Api.Customers;
using Crm.Api.Kernel;

namespace Crm.Api.Merges.Survivorship;

/// <summary>The items of several lists, each once, in the order they came. The first to be primary stays primary.</summary>
internal sealed class ListUnion(string field)
{
    private static readonly string[] AddressParts =
    [
        "kind",
        "street",
        "extra",
        "postalCode",
        "city",
        "region",
        "country",
    ];

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _primaries = new(StringComparer.Ordinal);

    public JsonArray Items { get; } = [];

    /// <returns>True when the list had something new.</returns>
    public bool Add(JsonArray list)
    {
        // A list may hold the same twice, and keeps it; only between lists is it once.
        var fresh = list.Where(item => !_keys.Contains(KeyOf(item!))).ToList();
        foreach (var item in fresh)
        {
            _keys.Add(KeyOf(item!));
            Items.Add(WithoutSecondPrimary(item!.DeepClone()));
        }

        return fresh.Count > 0;
    }

    private JsonNode WithoutSecondPrimary(JsonNode item)
    {
        if (item is JsonObject entry && (bool?)entry["isPrimary"] == true)
        {
            var channel = (string?)entry["channel"] ?? "";
            if (!_primaries.Add(channel))
            {
                entry["isPrimary"] = false;
            }
        }

        return item;
    }

    /// <summary>What makes two items the same: a contact point's identity form, an address without its marks, anything else as a whole.</summary>
    private string KeyOf(JsonNode item) =>
        field switch
        {
            "contactPoints" => PointKey(item),
            "addresses" => string.Join('\n', AddressParts.Select(part => SortKey.Of((string?)item[part] ?? ""))),
            _ => item.ToJsonString(),
        };

    private static string PointKey(JsonNode point)
    {
        var channel = EnumText<ContactChannel>.Parse((string)point["channel"]!);
        var value = (string)point["value"]!;
        return $"{channel}\n{ContactPoint.NormalForm(channel, value, country: null) ?? SortKey.Of(value)}";
    }
}
