using System.Runtime.CompilerServices;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Campaigns.Sending;

/// <summary>Cuts the lines of a plan into batches that leave together: few enough that little is in flight when the power goes.</summary>
/// <param name="pace">Says how many may leave together.</param>
internal sealed class PlannedBatches(Pace pace)
{
    /// <summary>How many messages are in flight at most; as many may have to be called unknown when the service is killed.</summary>
    public const int MostInFlight = 200;

    private const int MostLines = 2000;

    public async IAsyncEnumerable<PlannedBatch> OfAsync(
        IAsyncEnumerable<LedgerLine> lines,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var batch = new PlannedBatch();
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            var leaves = line.Outcome == LineOutcome.Created;
            if (
                batch.Lines.Count == MostLines
                || (leaves && batch.Leaving == pace.AtOnce(MostInFlight))
                || (leaves && !pace.Takes(line.Field!, batch.Domains))
            )
            {
                yield return batch;
                batch = new PlannedBatch();
            }

            batch.Add(line);
        }

        if (batch.Lines.Count > 0)
        {
            yield return batch;
        }
    }
}

/// <summary>Lines of a plan that are done together.</summary>
internal sealed class PlannedBatch
{
    private readonly List<LedgerLine> _lines = [];
    private readonly Dictionary<string, int> _domains = new(StringComparer.Ordinal);

    public IReadOnlyList<LedgerLine> Lines => _lines;

    /// <summary>How many messages go to each mail domain.</summary>
    public IReadOnlyDictionary<string, int> Domains => _domains;

    public int Leaving { get; private set; }

    public void Add(LedgerLine line)
    {
        _lines.Add(line);
        if (line.Outcome == LineOutcome.Created)
        {
            var domain = Pace.DomainOf(line.Field!);
            _domains[domain] = _domains.GetValueOrDefault(domain) + 1;
            Leaving++;
        }
    }
}
