namespace Crm.Api.DedupeRuns;

/// <summary>A customer in a cluster of a run; those that are like nobody have no row.</summary>
internal sealed class DedupeMember
{
    public required Guid RunId { get; set; }

    public required Guid CustomerId { get; set; }

    /// <summary>1-based, by the smallest id among the members.</summary>
    public required int Cluster { get; set; }

    /// <summary>The same for the clusters that are sure enough to be merged without a person.</summary>
    public int? AutoCluster { get; set; }

    /// <summary>The version of the customer that the run read.</summary>
    public required long RecordVersion { get; set; }
}
