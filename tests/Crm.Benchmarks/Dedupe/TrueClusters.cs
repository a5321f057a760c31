using Crm.Cli.Seeding.Duplicates;
using Crm.Dedupe.Evaluation;

namespace Crm.Benchmarks.Dedupe;

/// <summary>Who the made-up customers truly are, by their place, and so how good clusters of them are.</summary>
internal sealed class TrueClusters
{
    private readonly List<int> _entities = [];

    public void Add(MadeCustomer customer) => _entities.Add(customer.Entity);

    /// <summary>Who the customer at this place truly is.</summary>
    public int EntityAt(int place) => _entities[place];

    /// <summary>Judges all pairs that clusters imply.</summary>
    /// <param name="clusters">The places of the customers of each cluster of two and more.</param>
    public Accuracy Judge(IEnumerable<IReadOnlyList<int>> clusters)
    {
        long found = 0;
        long correct = 0;
        foreach (var cluster in clusters)
        {
            found += Pairs(cluster.Count);
            correct += cluster.CountBy(place => _entities[place]).Sum(entity => Pairs(entity.Value));
        }

        return new Accuracy(found, correct, _entities.CountBy(entity => entity).Sum(entity => Pairs(entity.Value)));
    }

    private static long Pairs(int records) => (long)records * (records - 1) / 2;
}
