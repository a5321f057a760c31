using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Crm.Api.DedupeDecisions;
using Crm.Api.Kernel.Validation;
using Crm.Dedupe.Blocking;
using Crm.Dedupe.Comparing;
using Crm.Dedupe.Scoring;

namespace Crm.Api.DedupeRuns;

/// <summary>Why two customers are one, or are not: the parts add up to the match weight.</summary>
internal class DedupeReasons
{
    /// <summary>The logarithm to base 2 of the odds that the two are one; each bit doubles them.</summary>
    [Required]
    [JsonPropertyOrder(-2)]
    [Example(8.4)]
    public required double MatchWeight { get; init; }

    /// <summary>The same as a probability, 0 to 1.</summary>
    [Required]
    [JsonPropertyOrder(-2)]
    [Example(0.997)]
    public required double Probability { get; init; }

    /// <summary>The weight of two of which nothing is known but that they came to be compared.</summary>
    [Required]
    [Example(-2.8)]
    public required double PriorWeight { get; init; }

    /// <summary>What each comparison adds; what is missing on one side adds nothing and is left out.</summary>
    [Required]
    public required IReadOnlyList<DedupeReason> Reasons { get; init; }

    /// <summary>What is taken off because two who are related agree in the same fields.</summary>
    [Required]
    [Example(-0.6)]
    public required double RelatedWeight { get; init; }

    /// <summary>What the two most probably are to each other if they are not one.</summary>
    [Required]
    [Example("household")]
    public required PairClass NearestClass { get; init; }

    /// <summary>What brought the two together: keys that they share.</summary>
    [Required]
    public required IReadOnlyList<BlockKind> Blocks { get; init; }
}

/// <summary>What one comparison adds to a match weight.</summary>
internal sealed class DedupeReason
{
    [Required]
    [Example("phone")]
    public required Comparison Comparison { get; init; }

    /// <summary>How far the two agree.</summary>
    [Required]
    [Example("exact")]
    public required string Level { get; init; }

    /// <summary>In bits, with the adjustment.</summary>
    [Required]
    [Example(7.9)]
    public required double Weight { get; init; }

    /// <summary>The part of the weight that is due to the value itself: more for a rare one, less for a common one.</summary>
    [Required]
    [Example(0.7)]
    public required double FrequencyAdjustment { get; init; }

    /// <summary>What the first customer has there; only when two customers are explained.</summary>
    public IReadOnlyList<string>? First { get; init; }

    /// <summary>What the second has.</summary>
    public IReadOnlyList<string>? Second { get; init; }
}

/// <summary>Two customers that a run found alike.</summary>
internal sealed class DedupePairResponse : DedupeReasons
{
    /// <summary>1-based, from the surest pair to the least sure.</summary>
    [Required]
    [JsonPropertyOrder(-3)]
    [Example(7)]
    public required int Number { get; init; }

    /// <summary>The customer with the smaller id, as it is now.</summary>
    [Required]
    [JsonPropertyOrder(-3)]
    public required DedupeCustomer First { get; init; }

    [Required]
    [JsonPropertyOrder(-3)]
    public required DedupeCustomer Second { get; init; }

    /// <summary>The cluster both are in; absent when they are not in one.</summary>
    [Example(3)]
    public int? Cluster { get; init; }

    /// <summary>What somebody has said of them since, or before.</summary>
    public DedupePairDecision? Decision { get; init; }
}

/// <summary>Two customers as they are now, judged by what a run has learned.</summary>
internal sealed class DedupeExplanationResponse : DedupeReasons
{
    [Required]
    [JsonPropertyOrder(-3)]
    public required DedupeCustomer First { get; init; }

    [Required]
    [JsonPropertyOrder(-3)]
    public required DedupeCustomer Second { get; init; }

    /// <summary>What somebody has said of them.</summary>
    public DedupePairDecision? Decision { get; init; }
}

/// <summary>A decision about a pair, in short.</summary>
internal sealed class DedupePairDecision
{
    [Required]
    public required Guid Id { get; init; }

    [Required]
    [Example("same")]
    public required PairDecision Decision { get; init; }
}

/// <summary>A customer, in short.</summary>
internal sealed class DedupeCustomer
{
    [Required]
    public required Guid Id { get; init; }

    /// <summary>Absent when the customer is gone for good.</summary>
    [Example("C-000042")]
    public string? Number { get; init; }

    [Example("Ada Lovelace")]
    public string? Name { get; init; }

    /// <summary>When it was put into the trash.</summary>
    public DateTimeOffset? DeleteTime { get; init; }
}

/// <summary>Customers that are one, as far as a run can see.</summary>
internal sealed class DedupeClusterResponse
{
    /// <summary>1-based, by the smallest id among the members.</summary>
    [Required]
    [Example(3)]
    public required int Cluster { get; init; }

    [Required]
    public required IReadOnlyList<DedupeMemberResponse> Members { get; init; }
}

/// <summary>A customer in a cluster.</summary>
internal sealed class DedupeMemberResponse
{
    [Required]
    public required DedupeCustomer Customer { get; init; }

    /// <summary>Members with the same number are sure enough to be merged without a person; absent for the others.</summary>
    [Example(2)]
    public int? AutoCluster { get; init; }

    /// <summary>The entity tag of the version that the run has read.</summary>
    [Required]
    [Example("\"4\"")]
    public required string Etag { get; init; }
}
