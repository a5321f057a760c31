using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Imports;

/// <summary>`COLUMN:FROM=TO`: what stands in a column's cells and what is meant by it.</summary>
internal static class ImportAlias
{
    public static void Apply(JsonObject map, string alias)
    {
        var colon = alias.IndexOf(':');
        var equals = alias.IndexOf('=', Math.Max(colon, 0));
        if (colon <= 0 || equals <= colon + 1)
        {
            throw Failure.Usage($"'{alias}' is not COLUMN:FROM=TO.", "write it like --alias 'product:GTXPro=GTX Pro'");
        }

        var column = alias[..colon];
        var mapping = map["mapping"] as JsonArray ?? [];
        var entries = mapping.OfType<JsonObject>().Where(entry => (string?)entry["column"] == column).ToList();
        if (entries.Count == 0)
        {
            var known = mapping.Select(entry => (string?)entry?["column"]).OfType<string>();
            throw Failure.Usage($"The map has no column '{column}'.{DidYouMean.Question(known, column)}");
        }

        foreach (var entry in entries)
        {
            var aliases = entry["aliases"] ??= new JsonObject();
            aliases[alias[(colon + 1)..equals]] = alias[(equals + 1)..];
        }
    }
}
