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
        using var text = new StringReader(await InputFile.ReadAllAsync(file, shell, cancellationToken));
        var records = Table.Of(text, file);
        IReadOnlyList<IReadOnlyList<string>> rows = [.. records.Rows];
        var entityOfId = await ReadTruthAsync(truth, id, entity, shell, cancellationToken);
        var idOfRecord = records.ColumnOf(id, 0);
        return new LabelledFile(
            records.Headers,
            rows,
            [.. rows.Select(row => EntityOf(row[idOfRecord], entityOfId, truth))]
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
        using var reader = InputFile.Open(truth, shell);
        return await Task.Run(() => EntityOfId(Table.Of(reader, truth), id, entity), cancellationToken)
            .WaitAsync(cancellationToken);
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

    private static Dictionary<string, string> EntityOfId(Table labels, string? id, string? entity)
    {
        var (idOfLabel, entityOfLabel) = (labels.ColumnOf(id, 0), labels.ColumnOf(entity, 1));
        var entityOfId = new Dictionary<string, string>();
        foreach (var label in labels.Rows)
        {
            entityOfId[label[idOfLabel]] = label[entityOfLabel];
        }

        return entityOfId;
    }

    private static string EntityOf(string id, Dictionary<string, string> entityOfId, string truth) =>
        entityOfId.TryGetValue(id, out var entity)
            ? entity
            : throw Failure.Usage($"{InputFile.NameOf(truth)} does not say what the record '{id}' is.");

    /// <summary>A CSV with headers; every row has a cell for each. The rows are read as they are gone through, once.</summary>
    private sealed record Table(IReadOnlyList<string> Headers, IEnumerable<IReadOnlyList<string>> Rows, string Name)
    {
        public static Table Of(TextReader reader, string file)
        {
            var name = InputFile.NameOf(file);
            if (reader.Peek() == '\uFEFF')
            {
                _ = reader.Read();
            }

            var records = CsvRecords.Read(reader, ',').Where(record => record is not [""]).GetEnumerator();
            if (!records.MoveNext())
            {
                throw Failure.Usage($"{name} is empty; it has no headers.");
            }

            var headers = records.Current;
            return new Table(headers, Rest(records, headers.Count, name), name);
        }

        private static IEnumerable<IReadOnlyList<string>> Rest(
            IEnumerator<IReadOnlyList<string>> records,
            int width,
            string name
        )
        {
            using (records)
            {
                for (var number = 1; records.MoveNext(); number++)
                {
                    yield return records.Current.Count == width
                        ? records.Current
                        : throw Failure.Usage(
                            $"Record {number} of {name} has {records.Current.Count} cells, not {width}."
                        );
                }
            }
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
