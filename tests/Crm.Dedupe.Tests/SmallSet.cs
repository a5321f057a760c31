namespace Crm.Dedupe.Tests;

/// <summary>A few people, some of them twice with one field left out.</summary>
internal static class SmallSet
{
    public static readonly FieldType?[] Types =
    [
        FieldType.GivenName,
        FieldType.FamilyName,
        FieldType.Email,
        FieldType.City,
        FieldType.TaxId,
    ];

    private const int RandomPairs = 1000;

    public static DedupeResult Run(string[][] rows, int[]? order = null, DedupeOptions? options = null) =>
        DedupeEngine.Run(Build(rows, order), (options ?? new DedupeOptions()) with { RandomPairs = RandomPairs });

    public static RecordSet Build(string[][] rows, int[]? order = null)
    {
        var builder = new RecordSetBuilder(Types);
        foreach (var row in order ?? [.. Enumerable.Range(0, rows.Length)])
        {
            builder.Add(new RecordId(row), rows[row]);
        }

        return builder.Build();
    }

    public static string[][] Make(int seed)
    {
        var random = new Random(seed);
        string Of(params string[] values) => values[random.Next(values.Length)];
        List<string[]> rows = [];
        while (rows.Count < 30)
        {
            var given = Of("Ada", "Bob", "Robert", "Eve", "Jörg");
            var family = Of("Smith", "Smyth", "Müller", "Mueller", "Lee");
            string[] row =
            [
                given,
                family,
                $"{given}{random.Next(9)}@example.com",
                Of("London", "Berlin", ""),
                Of("", "", "DE111", "DE222"),
            ];
            rows.Add(row);
            if (random.Next(2) == 0)
            {
                string[] copy = [.. row];
                copy[random.Next(copy.Length)] = "";
                rows.Add(copy);
            }
        }

        return [.. rows];
    }
}
