using Crm.Cli.CommandLine;
using Crm.Cli.Imports;

namespace Crm.Cli.Dedupe;

/// <summary>Records of a CSV, and the entity that each of them truly is.</summary>
internal sealed record LabelledFile(
    IReadOnlyList<string> Headers,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string> Entities
)
{
    public static async Task<LabelledFile> ReadAsync(
        string file,
        string truth,
        string? id,
        string? entity,
        Shell shell,
        CancellationToken cancellationToken
    )
    {
        var records = Table.Of(await InputFile.ReadAllAsync(file, shell, cancellationToken), file);
        var entityOfId = await ReadTruthAsync(truth, id, entity, shell, cancellationToken);
        var idOfRecord = records.ColumnOf(id, 0);
        return new LabelledFile(
            records.Headers,
            records.Rows,
            [.. records.Rows.Select(row => EntityOf(row[idOfRecord], entityOfId, truth))]
        );
    }

    /// <summary>The entity of each id.</summary>
    public static async Task<Dictionary<string, string>> ReadTruthAsync(
        string truth,
        string? id,
        string? entity,
        Shell shell,
        CancellationToken cancellationToken
    )
    {
        var labels = Table.Of(await InputFile.ReadAllAsync(truth, shell, cancellationToken), truth);
        var (idOfLabel, entityOfLabel) = (labels.ColumnOf(id, 0), labels.ColumnOf(entity, 1));
        var entityOfId = new Dictionary<string, string>();
        foreach (var label in labels.Rows)
        {
            entityOfId[label[idOfLabel]] = label[entityOfLabel];
        }

        return entityOfId;
    }

    public int ColumnOf(string header) => new Table(Headers, Rows, "the file").ColumnOf(header, 0);

    /// <summary>The rows of each value of a column; all rows as one group where there is no such column.</summary>
    public IEnumerable<(string Value, IReadOnlyList<int> Rows)> Groups(string? within, string usual)
    {
        var column = within is null ? Headers.ToList().IndexOf(usual) : ColumnOf(within);
        var all = Enumerable.Range(0, Rows.Count);
        return column < 0
            ? [("all", all.ToList())]
            : all.GroupBy(row => Rows[row][column])
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, (IReadOnlyList<int>)group.ToList()));
    }

    private static string EntityOf(string id, Dictionary<string, string> entityOfId, string truth) =>
        entityOfId.TryGetValue(id, out var entity)
            ? entity
            : throw Failure.Usage($"{InputFile.NameOf(truth)} does not say what the record '{id}' is.");

    /// <summary>A CSV with headers; every row has a cell for each.</summary>
    private sealed record Table(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, string Name)
    {
        public static Table Of(string text, string file)
        {
            var name = InputFile.NameOf(file);
            using var reader = new StringReader(text.TrimStart('\uFEFF'));
            var records = CsvRecords.Read(reader, ',').Where(record => record is not [""]).ToList();
            if (records is not [var headers, .. var rows])
            {
                throw Failure.Usage($"{name} is empty; it has no headers.");
            }

            if (rows.FindIndex(row => row.Count != headers.Count) is >= 0 and var wrong)
            {
                throw Failure.Usage(
                    $"Record {wrong + 1} of {name} has {rows[wrong].Count} cells, not {headers.Count}."
                );
            }

            return new Table(headers, rows, name);
        }

        public int ColumnOf(string? header, int usual)
        {
            var column = header is null ? usual : Headers.ToList().IndexOf(header);
            return column >= 0 && column < Headers.Count
                ? column
                : throw Failure.Usage(
                    $"{Name} has no column '{header ?? $"{usual + 1}"}'.",
                    $"one of {string.Join(", ", Headers)}"
                );
        }
    }
}
