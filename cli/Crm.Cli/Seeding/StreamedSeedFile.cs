using System.Text.Json.Nodes;
using Crm.Cli.Output;

namespace Crm.Cli.Seeding;

/// <summary>The records of a large run: NDJSON that is made while it is sent, a row at a time.</summary>
internal sealed class StreamedSeedFile : SeedFile
{
    /// <summary>So many records show every field that any record of their kind has.</summary>
    private const int SampleRows = 2_000;

    private readonly HashSet<string> _paths;

    private StreamedSeedFile(SeedTable table, string[] paths)
        : base(table, table.Count, OptionsFor(table, paths)) => _paths = [.. paths];

    protected override string Name => $"{Resource}.ndjson";

    public static StreamedSeedFile Of(SeedTable table)
    {
        var rows = table.Records.Take(SampleRows).Select(record => new SeedRow(record, namesCurrencies: true));
        return new StreamedSeedFile(
            table,
            [.. rows.SelectMany(row => row.Cells.Keys).Distinct().Order(StringComparer.Ordinal)]
        );
    }

    public override void Print(TextWriter output)
    {
        output.Write(JsonText.Compact(new JsonObject { ["options"] = Options.DeepClone() }) + "\n");
        foreach (var line in Lines())
        {
            output.Write(line);
        }
    }

    protected override Stream Open() => new TextLinesStream(Lines());

    private IEnumerable<string> Lines() =>
        Table.Records.Select(record => JsonText.Compact(Flat(new SeedRow(record, namesCurrencies: true))) + "\n");

    private JsonObject Flat(SeedRow row)
    {
        var flat = new JsonObject();
        foreach (var (path, cell) in row.Cells)
        {
            // The service would leave it out without a word.
            flat[path] = _paths.Contains(path)
                ? cell
                : throw new InvalidOperationException($"The mapping has no place for '{path}'.");
        }

        return flat;
    }
}
