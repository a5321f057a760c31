using Xunit.Abstractions;

namespace Crm.Dedupe.Tests.Evaluation;

public sealed class AccuracyOnLabelledSetsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("febrl1", null, 0.999)]
    [InlineData("febrl3", null, 0.999)]
    [InlineData("restaurants", null, 0.93)]
    [InlineData("restaurants_nophone", null, 0.91)]
    [InlineData("crm10k", "person", 0.96)]
    [InlineData("crm10k", "company", 0.98)]
    public void Clusters_are_as_good_as_promised_without_labels(string set, string? kind, double leastF1)
    {
        var clusters = LabelledSet.Read(set, kind).Evaluate().Clusters;

        Assert.True(clusters.F1 >= leastF1, $"{set} {kind}: {clusters}");
    }

    [Fact]
    public void Merging_by_itself_finds_most_pairs_and_takes_no_look_alike()
    {
        var merged = new Crm.Dedupe.Evaluation.Accuracy();
        foreach (var kind in new[] { "person", "company" })
        {
            var set = LabelledSet.Read("crm10k", kind);
            var evaluation = set.Evaluate();
            merged += evaluation.AutoMerge;
            var clusters = evaluation.Result.AutoMergeClusters();
            for (var row = 0; row < set.Rows.Count; row++)
            {
                var cluster = clusters[new RecordId(row)];
                var nearOf = set.NearOf[row];
                Assert.All(
                    Enumerable.Range(0, set.Rows.Count).Where(other => set.Entities[other] == nearOf),
                    other => Assert.NotEqual(cluster, clusters[new RecordId(other)])
                );
            }
        }

        Assert.True(merged.Recall >= 0.6, $"{merged}");
    }

    [Theory]
    [InlineData("febrl1", null)]
    [InlineData("restaurants", null)]
    [InlineData("crm10k", "person")]
    public void Shuffled_records_give_the_same_figures(string set, string? kind)
    {
        var straight = LabelledSet.Read(set, kind);
        var expected = straight.Evaluate();

        var shuffled = straight.Shuffled(seed: 5).Evaluate();

        Assert.Equal(
            (expected.Pairs, expected.Clusters, expected.AutoMerge),
            (shuffled.Pairs, shuffled.Clusters, shuffled.AutoMerge)
        );
    }

    [Theory]
    [InlineData("febrl1", null)]
    [InlineData("restaurants_nophone", null)]
    [InlineData("crm10k", "person")]
    [InlineData("crm10k", "company")]
    public void Half_of_the_columns_are_enough_to_run(string set, string? kind)
    {
        var clusters = LabelledSet.Read(set, kind).Halved().Evaluate().Clusters;

        output.WriteLine($"{set} {kind}: {clusters.F1:F4}");
        Assert.True(clusters.Correct > 0, $"{clusters}");
    }
}
