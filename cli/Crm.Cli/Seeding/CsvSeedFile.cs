using System.Text;
using System.Text.Json.Nodes;
using Crm.Cli.Output;

namespace Crm.Cli.Seeding;

/// <summary>The records of a small run: a CSV that is made at once.</summary>
internal sealed class CsvSeedFile : SeedFile
{
    private readonly string _csv;

    private CsvSeedFile(SeedTable table, int rows, JsonObject options, string csv)
        : base(table, rows, options) => _csv = csv;

    protected override string Name => $"{Resource}.csv";

    /// <summary>A file for each currency, since a file's amounts are all in one.</summary>
    public static IEnumerable<SeedFile> Of(SeedTable table) =>
        table
            .Records.Select(record => new SeedRow(record, namesCurrencies: false))
            .GroupBy(row => row.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Of(table, [.. group], group.Key));

    public override void Print(TextWriter output) =>
        output.Write(JsonText.Compact(new JsonObject { ["options"] = Options.DeepClone(), ["file"] = _csv }) + "\n");

    protected override Stream Open() => new MemoryStream(Encoding.UTF8.GetBytes(_csv));

    private static CsvSeedFile Of(SeedTable table, IReadOnlyList<SeedRow> rows, string? currency)
    {
        string[] paths = [.. rows.SelectMany(row => row.Cells.Keys).Distinct().Order(StringComparer.Ordinal)];
        var options = OptionsFor(table, paths);
        if (currency is not null)
        {
            options["format"] = new JsonObject { ["currency"] = currency };
        }

        var lines = rows.Select(row => CsvWriter.Line(paths.Select(path => row.Cells.GetValueOrDefault(path, ""))));
        return new CsvSeedFile(table, rows.Count, options, CsvWriter.Line(paths) + string.Concat(lines));
    }
}
