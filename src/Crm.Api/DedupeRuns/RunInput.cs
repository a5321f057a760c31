using Crm.Dedupe;

namespace Crm.Api.DedupeRuns;

/// <summary>What a run goes by: customers, and what people have said of pairs of them.</summary>
internal sealed record RunInput(
    RunCustomers Customers,
    IReadOnlyCollection<(RecordId First, RecordId Second)> Same,
    IReadOnlyCollection<(RecordId First, RecordId Second)> Different
);
