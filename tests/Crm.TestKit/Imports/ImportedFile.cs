using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>
/// A file of customers in which everything occurs that a row may come to: new ones, known ones that differ or do not, rows that repeat
/// another, that break a rule, and that belong to a customer above them, below them or nowhere. Follows from its seed.
/// </summary>
public sealed class ImportedFile
{
    private const string Header = "key,name,note,parent,founded\n";

    private readonly Random _random;
    private readonly Fate[] _fates;
    private readonly List<ImportedRow> _rows;

    public ImportedFile(int rows, int seed)
    {
        // The same file for the same seed is all that is asked of these numbers.
#pragma warning disable CA5394
        _random = new Random(seed);
        _fates = [.. Enumerable.Range(0, rows).Select(_ => FateOf(_random.Next(100)))];
#pragma warning restore CA5394
        _rows = new List<ImportedRow>(rows);
        var line = 2;
        for (var index = 0; index < rows; index++)
        {
            var row = Make(index, line);
            _rows.Add(row);
            line += 1 + row.Note.Count(character => character == '\n');
        }
    }

    /// <summary>What comes of a row, decided before the row is made, so that others can refer to it.</summary>
    private enum Fate
    {
        New,
        Changed,
        Same,
        Repeated,
        Broken,
        BelongsBelow,
        BelongsAbove,
        BelongsNowhere,
    }

    public IReadOnlyList<ImportedRow> Rows => _rows;

    /// <summary>How the service has to read it.</summary>
    public static JsonNode Options(bool dryRun) =>
        JsonNode.Parse(
            $$"""
            {
              "resource": "customers", "mode": "upsert", "matchOn": ["externalId"], "dryRun": {{(
                dryRun ? "true" : "false"
            )}},
              "mapping": [
                {"column": "key", "field": "externalIds[0].value"}, {"value": "erp", "field": "externalIds[0].system"},
                {"column": "name", "field": "name"}, {"value": "organization", "field": "kind"},
                {"column": "note", "field": "description"}, {"column": "founded", "field": "birthDate"},
                {"column": "parent", "field": "parentId", "by": "externalId"}
              ]
            }
            """
        )!;

    public int Count(string outcome) => _rows.Count(row => row.Outcome == outcome);

    public byte[] ToCsv() => Csv(_rows);

    /// <summary>What has to be there before the file comes, so that some of its rows are known.</summary>
    public byte[] KnownBefore() =>
        Csv(
            _rows
                .Where(row => row.Outcome is "updated" or "unchanged")
                .Select(row => row.Outcome == "updated" ? row with { Name = $"Once {row.Name}" } : row)
        );

    private static byte[] Csv(IEnumerable<ImportedRow> rows)
    {
        var text = new StringBuilder(Header);
        foreach (var row in rows)
        {
            var parent = row.Parent is null ? "" : $"erp:{row.Parent}";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{row.Key},\"{row.Name}\",\"{row.Note}\",{parent},{row.Founded}\n"
            );
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static Fate FateOf(int roll) =>
        roll switch
        {
            0 => Fate.Broken,
            1 => Fate.Repeated,
            2 or 3 or 4 => Fate.BelongsBelow,
            5 => Fate.BelongsAbove,
            6 => Fate.BelongsNowhere,
            7 or 8 => Fate.Changed,
            9 => Fate.Same,
            _ => Fate.New,
        };

    private static string KeyOf(int index) => $"K{index:D7}";

    private ImportedRow Make(int index, int line)
    {
        var row = new ImportedRow(
            line,
            KeyOf(index),
            $"Zoë, {index} & Söhne",
            index % 50 == 0 ? $"{index}: first line\nsecond line" : $"{index}: a note",
            Parent: null,
            Founded: "1996-04-01",
            "created",
            Code: null
        );
        return _fates[index] switch
        {
            Fate.New => row,
            Fate.Changed => row with { Outcome = "updated" },
            Fate.Same => row with { Outcome = "unchanged" },
            Fate.Broken => row with { Founded = "1996-02-31", Outcome = "rejected", Code = "value-invalid" },
            Fate.BelongsNowhere => row with
            {
                Parent = $"nobody{index}",
                Outcome = "rejected",
                Code = "unknown-reference",
            },
            Fate.BelongsBelow => row with { Parent = NewOne(index + 1, _fates.Length) },
            Fate.BelongsAbove => row with { Parent = NewOne(0, index) },
            Fate.Repeated => NewOne(0, index) is { } key
                ? row with
                {
                    Key = key,
                    Outcome = "duplicate",
                    Code = "duplicate-in-file",
                }
                : row,
        };
    }

    /// <summary>The key of a row between these that is new and belongs to nobody; null when chance finds none.</summary>
    private string? NewOne(int from, int until)
    {
        for (var tries = 0; tries < 20 && from < until; tries++)
        {
#pragma warning disable CA5394
            var index = _random.Next(from, until);
#pragma warning restore CA5394
            if (_fates[index] == Fate.New)
            {
                return KeyOf(index);
            }
        }

        return null;
    }
}
