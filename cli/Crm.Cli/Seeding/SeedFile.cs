using System.Text.Json.Nodes;
using Crm.Cli.Imports;

namespace Crm.Cli.Seeding;

/// <summary>
/// One import of seeded records: its options and its file. References go by external id, so that neither holds anything
/// a service has made up, and both are the same bytes each time.
/// </summary>
internal abstract class SeedFile(SeedTable table, int rows, JsonObject options)
{
    /// <summary>The same on every run, or the bytes would differ.</summary>
    private const string Boundary = "crm-seed";

    private static readonly Dictionary<string, string> KeysOfReferences = new(StringComparer.Ordinal)
    {
        ["productId"] = "sku",
    };

    public string Resource => table.Resource;

    public int Rows => rows;

    protected SeedTable Table => table;

    protected JsonObject Options => options;

    protected abstract string Name { get; }

    public HttpContent Content() => new ImportFile(Name, Open).Form(options, Boundary);

    /// <summary>What would be sent, as lines of JSON.</summary>
    public abstract void Print(TextWriter output);

    protected abstract Stream Open();

    protected static JsonObject OptionsFor(SeedTable table, IEnumerable<string> paths)
    {
        var options = new JsonObject
        {
            ["resource"] = table.Resource,
            ["mode"] = "createOrSkip",
            ["matchOn"] = new JsonArray(table.MatchOn),
            ["mapping"] = new JsonArray([.. paths.Select(Mapping)]),
        };
        if (table.HasDuplicates)
        {
            options["duplicates"] = "allow";
        }

        return options;
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
}
