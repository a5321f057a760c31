using FsCheck;
using FsCheck.Fluent;

namespace Crm.Dedupe.Tests.Clustering;

public sealed class DedupeEngineTests
{
    [Fact]
    public void Nothing_is_a_set_too() => Assert.Empty(SmallSet.Run([]).Clusters);

    [Fact]
    public void Clusters_do_not_depend_on_the_order_of_records() =>
        Prop.ForAll<int>(seed =>
            {
                var rows = SmallSet.Make(seed);
                int[] order = [.. Enumerable.Range(0, rows.Length)];
                new Random(seed).Shuffle(order);
                var straight = SmallSet.Run(rows);
                var shuffled = SmallSet.Run(rows, order);
                return straight
                        .Clusters.OrderBy(entry => entry.Key.Value)
                        .SequenceEqual(shuffled.Clusters.OrderBy(entry => entry.Key.Value))
                    && straight.Pairs.ToHashSet().SetEquals(shuffled.Pairs);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void A_pair_weighs_the_same_from_both_sides()
    {
        var result = SmallSet.Run(SmallSet.Make(1));

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
        var result = SmallSet.Run(SmallSet.Make(2));

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
    public void Different_tax_ids_are_not_joined()
    {
        var result = SmallSet.Run([
            ["Ada", "Lovelace", "ada@example.com", "London", "GB123456789"],
            ["Ada", "Lovelace", "ada@example.com", "London", "GB987654321"],
        ]);

        Assert.NotEqual(result.Clusters[new RecordId(0)], result.Clusters[new RecordId(1)]);
    }

    [Fact]
    public void Groups_are_the_clusters_of_two_and_more_in_the_order_of_their_ids() =>
        Prop.ForAll<int>(seed =>
            {
                var result = SmallSet.Run(SmallSet.Make(seed));
                var expected = result
                    .Clusters.OrderBy(entry => entry.Key.Value)
                    .GroupBy(entry => entry.Value, entry => entry.Key)
                    .Where(group => group.Count() > 1)
                    .Select(group => string.Join(' ', group));
                return expected.SequenceEqual(result.Groups(0).Select(group => string.Join(' ', group)));
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Statistics_tell_what_was_learned()
    {
        var statistics = SmallSet.Run(SmallSet.Make(3)).Statistics;

        Assert.True(statistics.CandidatePairs >= statistics.PairsKept && statistics.PairsKept > 0);
        Assert.Equal(1, statistics.Shares.Sum(share => share.Share), 9);
        Assert.All(
            statistics.Comparisons,
            comparison =>
            {
                Assert.Equal(1, comparison.Levels.Sum(level => level.M), 2);
                Assert.Equal("exact", comparison.Levels[^1].Name);
                Assert.True(comparison.Levels[^1].Weight > comparison.Levels[0].Weight);
            }
        );
    }

    [Fact]
    public void A_run_can_be_called_off() =>
        Assert.Throws<OperationCanceledException>(() =>
            DedupeEngine.Run(
                SmallSet.Build(SmallSet.Make(1)),
                new DedupeOptions(),
                new CancellationToken(canceled: true)
            )
        );
}
