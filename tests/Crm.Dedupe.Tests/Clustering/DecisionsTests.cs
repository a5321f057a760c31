using Crm.Dedupe.Comparing;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Dedupe.Tests.Clustering;

public sealed class DecisionsTests
{
    private static readonly string[][] Twins =
    [
        ["Ada", "Lovelace", "ada@example.com", "London", ""],
        ["Ada", "Lovelace", "ada@example.com", "London", ""],
    ];

    private static readonly string[][] Strangers =
    [
        ["Ada", "Lovelace", "ada@example.com", "London", ""],
        ["Bob", "Hopper", "bob@example.org", "Berlin", ""],
    ];

    [Fact]
    public void What_a_person_has_called_different_is_not_joined()
    {
        var free = SmallSet.Run(Twins);

        var bound = SmallSet.Run(Twins, options: new DedupeOptions { Different = [Pair(1, 0)] });

        Assert.True(AreOne(free, 0, 1));
        Assert.False(AreOne(bound, 0, 1));
    }

    [Fact]
    public void What_a_person_has_called_the_same_is_joined()
    {
        var free = SmallSet.Run(Strangers);

        var bound = SmallSet.Run(Strangers, options: new DedupeOptions { Same = [Pair(1, 0)] });

        Assert.False(AreOne(free, 0, 1));
        Assert.True(AreOne(bound, 0, 1));
        Assert.Equal([new RecordId(0), new RecordId(1)], Assert.Single(bound.AutoMergeGroups()));
    }

    [Fact]
    public void Different_outweighs_the_same()
    {
        var result = SmallSet.Run(
            Strangers,
            options: new DedupeOptions { Same = [Pair(0, 1)], Different = [Pair(1, 0)] }
        );

        Assert.False(AreOne(result, 0, 1));
    }

    [Fact]
    public void Different_tax_ids_outweigh_the_same()
    {
        string[][] rows =
        [
            ["Ada", "Lovelace", "ada@example.com", "London", "GB123456789"],
            ["Ada", "Lovelace", "ada@example.com", "London", "GB987654321"],
        ];

        var result = SmallSet.Run(rows, options: new DedupeOptions { Same = [Pair(0, 1)] });

        Assert.False(AreOne(result, 0, 1));
        Assert.True(result.Explain(new RecordId(0), new RecordId(1)).IsContradiction);
    }

    [Fact]
    public void Decisions_hold_whatever_else_they_join_and_in_whichever_order_they_come() =>
        Prop.ForAll<int>(seed =>
            {
                var rows = SmallSet.Make(seed);
                var random = new Random(seed);
                // Each record is in one of them at most, so that none of them stands against another.
                int[] order = [.. Enumerable.Range(0, rows.Length)];
                random.Shuffle(order);
                (RecordId, RecordId)[] same =
                [
                    .. order.Chunk(2).Take(4).Where(pair => CanBeOne(rows[pair[0]], rows[pair[1]])).Select(ToPair),
                ];
                (RecordId, RecordId)[] different = [.. order.Skip(8).Chunk(2).Take(6).Select(ToPair)];

                var result = SmallSet.Run(rows, options: new DedupeOptions { Same = same, Different = different });
                var turned = SmallSet.Run(
                    rows,
                    order,
                    new DedupeOptions
                    {
                        Same = [.. same.Select(Turned).Reverse()],
                        Different = [.. different.Reverse()],
                    }
                );

                return same.All(pair => result.Clusters[pair.Item1] == result.Clusters[pair.Item2])
                    && different.All(pair => result.Clusters[pair.Item1] != result.Clusters[pair.Item2])
                    && result.Clusters.OrderBy(Id).SequenceEqual(turned.Clusters.OrderBy(Id));
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void Decisions_about_records_that_are_gone_are_passed_over() =>
        Assert.NotEmpty(
            SmallSet.Run(Twins, options: new DedupeOptions { Same = [Pair(0, 7)], Different = [Pair(8, 9)] }).Groups(0)
        );

    [Fact]
    public void Decisions_teach_what_agreement_is_worth()
    {
        var rows = SmallSet.Make(4);
        var others = rows.Index().Where(row => rows[0][2] != row.Item[2]).Select(row => row.Index).ToList();
        var free = SmallSet.Run(rows);

        var taught = SmallSet.Run(
            rows,
            options: new DedupeOptions { Same = [.. others.Select(other => Pair(0, other))] }
        );

        Assert.True(WeightOfOtherEmail(taught) > WeightOfOtherEmail(free));
    }

    private static double WeightOfOtherEmail(DedupeResult result) =>
        result.Statistics.Comparisons.Single(one => one.Comparison is Comparison.Email).Levels[0].Weight;

    private static bool CanBeOne(string[] one, string[] other) =>
        one[4].Length == 0 || other[4].Length == 0 || one[4] == other[4];

    private static bool AreOne(DedupeResult result, long first, long second) =>
        result.Clusters[new RecordId(first)] == result.Clusters[new RecordId(second)];

    private static long Id(KeyValuePair<RecordId, ClusterId> entry) => entry.Key.Value;

    private static (RecordId First, RecordId Second) ToPair(int[] rows) => Pair(rows[0], rows[1]);

    private static (RecordId First, RecordId Second) Turned((RecordId First, RecordId Second) pair) =>
        (pair.Second, pair.First);

    private static (RecordId First, RecordId Second) Pair(long first, long second) =>
        (new RecordId(first), new RecordId(second));
}
