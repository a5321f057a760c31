using System.Globalization;
using Crm.Dedupe.Evaluation;
using CsvHelper;

namespace Crm.Dedupe.Tests;

/// <summary>One of the labelled sets beside the tests.</summary>
internal sealed record LabelledSet(
    IReadOnlyList<FieldType?> Types,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string> Entities,
    IReadOnlyList<string> NearOf
)
{
    /// <param name="name">The folder.</param>
    /// <param name="kind">Only the records of this kind.</param>
    public static LabelledSet Read(string name, string? kind = null)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "dedupe", name);
        var records = Csv(Path.Combine(folder, kind is null ? "records.csv" : "customers.csv"));
        var truth = Csv(Path.Combine(folder, "truth.csv")).Skip(1).ToDictionary(row => row[0]);
        var rows = records.Skip(1).Where(row => kind is null || row[1] == kind).ToList();
        return new LabelledSet(
            ColumnTypes.Guess(records[0], records[1..]),
            rows,
            [.. rows.Select(row => truth[row[0]][1])],
            [.. rows.Select(row => kind is null ? "" : truth[row[0]][4].Split(':')[0])]
        );
    }

    public EvaluationResult Evaluate() => Evaluator.Run(Types, Rows, Entities, new DedupeOptions());

    /// <summary>The records, or those of some ids, which are the numbers of their rows.</summary>
    public RecordSet Build(IEnumerable<RecordId>? ids = null)
    {
        var builder = new RecordSetBuilder(Types);
        foreach (var id in ids ?? Enumerable.Range(0, Rows.Count).Select(row => new RecordId(row)))
        {
            builder.Add(id, [.. Rows[(int)id.Value]]);
        }

        return builder.Build();
    }

    public LabelledSet Shuffled(int seed)
    {
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, Rows.Count)];
        random.Shuffle(order);
        return this with
        {
            Rows = [.. order.Select(row => Rows[row])],
            Entities = [.. order.Select(row => Entities[row])],
            NearOf = [.. order.Select(row => NearOf[row])],
        };
    }

    /// <summary>Every second column that is known is left out.</summary>
    public LabelledSet Halved()
    {
        var known = 0;
        return this with { Types = [.. Types.Select(type => type is not null && known++ % 2 == 1 ? null : type)] };
    }

    private static List<string[]> Csv(string path)
    {
        using var parser = new CsvParser(new StreamReader(path), CultureInfo.InvariantCulture);
        List<string[]> rows = [];
        while (parser.Read())
        {
            rows.Add(parser.Record!);
        }

        return rows;
    }
}
