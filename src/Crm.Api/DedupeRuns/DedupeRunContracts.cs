using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel.Validation;
using Crm.Dedupe;
using Crm.Dedupe.Comparing;
using Crm.Dedupe.Scoring;

namespace Crm.Api.DedupeRuns;

/// <summary>Which customers are to be looked at, and how sure is sure enough.</summary>
internal sealed class DedupeRunOptions
{
    /// <summary>Only these customers, as for lists; absent: all outside the trash.</summary>
    [StringLength(4000)]
    [Example("source = \"trade fair\"")]
    public string? Filter { get; init; }

    /// <summary>IANA time zone in which the days of the filter begin and end; the installation's unless given.</summary>
    [IanaTimeZone]
    [StringLength(60)]
    [Example("Europe/Berlin")]
    public string? TimeZone { get; init; }

    /// <summary>Only pairs and clusters with a customer that this import created or updated; what it is compared with are all customers.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>
    /// How many of the pairs that may be merged without a person shall be right, by the model: 0.99 is 99 of 100. 0.9846, a match weight of 6
    /// bits, unless given.
    /// </summary>
    [Range(0.5, 0.999999)]
    [Example(0.99)]
    public double? AutoMergePrecision { get; init; }

    /// <summary>The mean match weight in bits from which customers are put into one cluster; 0, as likely as not, unless given.</summary>
    [Range(-10.0, 30.0)]
    [Example(0)]
    public double? JoinWeight { get; init; }

    internal static DedupeRunOptions Of(Job job) =>
        JsonSerializer.Deserialize(job.Options, Json.TypeInfo<DedupeRunOptions>())!;

    internal DedupeOptions ForEngine()
    {
        var defaults = new DedupeOptions();
        return defaults with
        {
            JoinWeight = JoinWeight ?? defaults.JoinWeight,
            AutoMergeWeight = AutoMergePrecision is { } share
                ? Math.Log2(share / (1 - share))
                : defaults.AutoMergeWeight,
        };
    }
}

/// <summary>A search for customers that are one, and what came of it.</summary>
internal sealed class DedupeRunResponse
{
    /// <summary>That of its job.</summary>
    [Required]
    public required Guid Id { get; init; }

    [Required]
    [Example("completed")]
    public required JobState State { get; init; }

    /// <summary>What was asked.</summary>
    [Required]
    public required DedupeRunOptions Options { get; init; }

    [Required]
    public required JobProgress Progress { get; init; }

    /// <summary>What was found; absent until the run is complete.</summary>
    public DedupeRunStatistics? Statistics { get; init; }

    /// <summary>Why it failed, or why the service paused it.</summary>
    public JobError? Error { get; init; }

    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset CreateTime { get; init; }

    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? StartTime { get; init; }

    [Example("2026-01-31T09:30:48Z")]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>When its pairs and clusters were removed, long after its end.</summary>
    [Example("2026-05-01T09:30:48Z")]
    public DateTimeOffset? ResultsRemovedTime { get; init; }
}

/// <summary>What a run found, in figures.</summary>
internal sealed class DedupeRunStatistics
{
    /// <summary>How many pairs there are to look at.</summary>
    [Required]
    [Example(42)]
    public required int Pairs { get; init; }

    [Required]
    [Example(17)]
    public required int Clusters { get; init; }

    /// <summary>How many customers are in clusters; merging all of them would leave one of each cluster.</summary>
    [Required]
    [Example(38)]
    public required int ClusteredCustomers { get; init; }

    /// <summary>The clusters that are sure enough to be merged without a person.</summary>
    [Required]
    [Example(11)]
    public required int AutoMergeClusters { get; init; }

    [Required]
    [Example(23)]
    public required int AutoMergeCustomers { get; init; }

    /// <summary>The mean match weight, in bits, from which a cluster is that sure.</summary>
    [Required]
    [Example(6)]
    public required double AutoMergeWeight { get; init; }

    /// <summary>Absent when there were no two.</summary>
    public DedupeKindStatistics? People { get; init; }

    /// <summary>Absent when there were no two.</summary>
    public DedupeKindStatistics? Organizations { get; init; }
}

/// <summary>What the engine learned of the customers of one kind.</summary>
internal sealed class DedupeKindStatistics
{
    [Required]
    [Example(5000)]
    public required int Customers { get; init; }

    /// <summary>How many pairs were compared.</summary>
    [Required]
    [Example(81000)]
    public required long CandidatePairs { get; init; }

    /// <summary>How many of the pairs compared are of each class.</summary>
    [Required]
    public required IReadOnlyList<DedupeClassShare> Shares { get; init; }

    /// <summary>What agreement and disagreement are worth.</summary>
    [Required]
    public required IReadOnlyList<DedupeComparison> Comparisons { get; init; }
}

/// <summary>What two customers can be to each other, and how often they are.</summary>
internal sealed class DedupeClassShare
{
    [Required]
    [Example("household")]
    public required PairClass Class { get; init; }

    /// <summary>0 to 1.</summary>
    [Required]
    [Example(0.04)]
    public required double Share { get; init; }
}

/// <summary>One question asked of a pair, and its answers.</summary>
internal sealed class DedupeComparison
{
    [Required]
    [Example("phone")]
    public required Comparison Comparison { get; init; }

    /// <summary>From different to exact.</summary>
    [Required]
    public required IReadOnlyList<DedupeLevel> Levels { get; init; }
}

/// <summary>One answer: how far two customers agree.</summary>
internal sealed class DedupeLevel
{
    [Required]
    [Example("exact")]
    public required string Name { get; init; }

    /// <summary>How often it is the answer for two that are one, 0 to 1.</summary>
    [Required]
    [Example(0.62)]
    public required double M { get; init; }

    /// <summary>How often for any two.</summary>
    [Required]
    [Example(0.00002)]
    public required double U { get; init; }
}
