using Crm.Dedupe.Evaluation;

namespace Crm.Dedupe.Tests.Evaluation;

public sealed class AccuracyTests
{
    [Fact]
    public void A_cluster_implies_all_its_pairs()
    {
        var clusters = new[] { 0, 0, 0, 1 }
            .Select((cluster, row) => (new RecordId(row), new ClusterId(cluster)))
            .ToDictionary();
        var entities = new[] { "a", "a", "b", "b" }.Select((entity, row) => (new RecordId(row), entity)).ToDictionary();

        var accuracy = Accuracy.OfClusters(clusters, entities);

        Assert.Equal(new Accuracy(Found: 3, Correct: 1, True: 2), accuracy);
        Assert.Equal(0.4, accuracy.F1, 10);
    }
}
