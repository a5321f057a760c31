using Crm.Dedupe.Scoring;

namespace Crm.Api.DedupeRuns;

/// <summary>Two customers that a run found alike, and why.</summary>
internal sealed class DedupePair
{
    public required Guid RunId { get; set; }

    /// <summary>1-based, from the surest pair to the least sure.</summary>
    public required int Number { get; set; }

    /// <summary>1-based, from the pair that a person can help most with to the one that goes without saying.</summary>
    public required int Turn { get; set; }

    /// <summary>The customer with the smaller id.</summary>
    public required Guid FirstId { get; set; }

    public required Guid SecondId { get; set; }

    /// <summary>The logarithm to base 2 of the odds that they are one.</summary>
    public required double MatchWeight { get; set; }

    /// <summary>What they most probably are to each other if they are not one.</summary>
    public required PairClass NearestClass { get; set; }

    /// <summary>What the weight is made of, as JSON.</summary>
    public required string Reasons { get; set; }

    /// <summary>The cluster both are in; null when they are not in one.</summary>
    public int? Cluster { get; set; }
}
