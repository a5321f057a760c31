using FsCheck;
using FsCheck.Fluent;

namespace Crm.Dedupe.Tests.Clustering;

public sealed class DedupeEngineTests
{
    private static readonly FieldType?[] Types =
    [
        FieldType.GivenName,
        FieldType.FamilyName,
        FieldType.Email,
        FieldType.City,
        FieldType.TaxId,
    ];
    private static readonly DedupeOptions Options = new() { RandomPairs = 1000 };

    [Fact]
    public void Nothing_is_a_set_too() => Assert.Empty(Run([]).Clusters);

    [Fact]
    public void Clusters_do_not_depend_on_the_order_of_records() =>
        Prop.ForAll<int>(seed =>
            {
                var rows = Made(seed);
                int[] order = [.. Enumerable.Range(0, rows.Length)];
                new Random(seed).Shuffle(order);
                var straight = Run(rows);
                var shuffled = Run(rows, order);
                return straight
                        .Clusters.OrderBy(entry => entry.Key.Value)
                        .SequenceEqual(shuffled.Clusters.OrderBy(entry => entry.Key.Value))
                    && straight.Pairs.ToHashSet().SetEquals(shuffled.Pairs);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void A_pair_weighs_the_same_from_both_sides()
    {
        var result = Run(Made(1));

        Assert.All(
            result.Pairs,
            pair =>
                Assert.Equal(
                    result.Explain(pair.First, pair.Second).MatchWeight,
                    result.Explain(pair.Second, pair.First).MatchWeight
                )
        );
    }

    [Fact]
    public void The_reasons_add_up_to_the_match_weight()
    {
        var result = Run(Made(2));

        Assert.NotEmpty(result.Pairs);
        Assert.All(
            result.Pairs,
            pair =>
            {
                var why = result.Explain(pair.First, pair.Second);
                var sum =
                    why.PriorWeight
                    + why.RelatedWeight
                    + why.Reasons.Sum(reason => reason.Weight + reason.FrequencyAdjustment);
                Assert.Equal(pair.MatchWeight, sum, 3);
                Assert.NotEmpty(why.Blocks);
            }
        );
    }

    [Fact]
    public void What_a_person_has_called_different_is_not_joined()
    {
        string[][] rows =
        [
            ["Ada", "Lovelace", "ada@example.com", "London", ""],
            ["Ada", "Lovelace", "ada@example.com", "London", ""],
        ];
        var free = Run(rows);

        var bound = Run(rows, options: Options with { Different = [(new RecordId(1), new RecordId(0))] });

        Assert.Equal(free.Clusters[new RecordId(0)], free.Clusters[new RecordId(1)]);
        Assert.NotEqual(bound.Clusters[new RecordId(0)], bound.Clusters[new RecordId(1)]);
    }

    [Fact]
    public void Different_tax_ids_are_not_joined()
    {
        var result = Run([
            ["Ada", "Lovelace", "ada@example.com", "London", "GB123456789"],
            ["Ada", "Lovelace", "ada@example.com", "London", "GB987654321"],
        ]);

        Assert.NotEqual(result.Clusters[new RecordId(0)], result.Clusters[new RecordId(1)]);
    }

    private static DedupeResult Run(string[][] rows, int[]? order = null, DedupeOptions? options = null)
    {
        var builder = new RecordSetBuilder(Types);
        foreach (var row in order ?? [.. Enumerable.Range(0, rows.Length)])
        {
            builder.Add(new RecordId(row), rows[row]);
        }

        return DedupeEngine.Run(builder.Build(), options ?? Options);
    }

    /// <summary>A few people, some of them twice with one field left out.</summary>
    private static string[][] Made(int seed)
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
