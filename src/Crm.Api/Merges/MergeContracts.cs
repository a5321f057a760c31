using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Crm.Api.Customers;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;
using Crm.Api.Merges.Survivorship;

namespace Crm.Api.Merges;

/// <summary>Customers that are one.</summary>
internal sealed class MergeCustomersRequest : SurvivorshipRules
{
    /// <summary>At least two.</summary>
    [Required]
    [MinLength(2)]
    [MaxLength(MergeCluster.MaxCustomers)]
    public IReadOnlyList<Guid>? CustomerIds { get; init; }

    /// <summary>The one whose id and number stay; one of them.</summary>
    public Guid? SurvivorId { get; init; }

    /// <summary>Values that somebody has chosen, by field of a customer; null clears.</summary>
    public JsonObject? Values { get; init; }

    /// <summary>By id, the entity tags that the caller has looked at; whoever has another one now is not merged (412).</summary>
    public IReadOnlyDictionary<Guid, string>? Etags { get; init; }

    internal MergeCluster Cluster =>
        new()
        {
            CustomerIds = CustomerIds,
            SurvivorId = SurvivorId,
            Values = Values,
        };
}

/// <summary>Many groups of customers, each of which is one.</summary>
internal sealed class BulkMergeRequest : SurvivorshipRules
{
    public const int MaxClusters = 1000;

    /// <summary>The groups; no customer is in two of them. Or give `runId`.</summary>
    [MinLength(1)]
    [MaxLength(MaxClusters)]
    public IReadOnlyList<MergeCluster>? Clusters { get; init; }

    /// <summary>A dedupe run, whose clusters are merged.</summary>
    public Guid? RunId { get; init; }

    /// <summary>Which of the run's clusters: those that are sure enough to be merged without a person, unless given, or all.</summary>
    [Example("auto")]
    public RunClusters? RunClusters { get; init; }
}

/// <summary>Which of the clusters that a dedupe run has found.</summary>
internal enum RunClusters
{
    Auto,
    All,
}

/// <summary>A merge cannot be written; it is made by merging.</summary>
internal sealed class MergeForm;

/// <summary>Customers that were made one.</summary>
internal sealed class MergeResponse : RecordResponse
{
    [Required]
    public required Guid SurvivorId { get; init; }

    /// <summary>Those that were merged into it.</summary>
    [Required]
    public required IReadOnlyList<Guid> MergedIds { get; init; }

    /// <summary>The job that did it.</summary>
    public Guid? JobId { get; init; }

    /// <summary>What referred to them and now refers to the survivor.</summary>
    [Required]
    public required IReadOnlyList<MovedReferences> Moved { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? UnmergeTime { get; init; }
}

/// <summary>What customers make together.</summary>
internal sealed class MergePreview
{
    /// <summary>The merge, unless this is only a preview.</summary>
    public Guid? MergeId { get; init; }

    [Required]
    public required Guid SurvivorId { get; init; }

    /// <summary>The customers, the survivor first.</summary>
    [Required]
    public required IReadOnlyList<MergePreviewMember> Members { get; init; }

    /// <summary>The merged record, as it would be written.</summary>
    [Required]
    public required JsonObject Record { get; init; }

    /// <summary>Where each of its values comes from.</summary>
    [Required]
    public required IReadOnlyList<FieldOrigin> Origins { get; init; }

    /// <summary>What refers to the customers.</summary>
    [Required]
    public required IReadOnlyList<MergePreviewReferences> References { get; init; }

    /// <summary>What a person has to decide first, with `values` or `strategies`; as long as there is any, nothing is merged.</summary>
    [Required]
    public required IReadOnlyList<MergeConflict> Conflicts { get; init; }
}

/// <summary>One of the customers that become one.</summary>
internal sealed class MergePreviewMember
{
    [Required]
    public required Guid Id { get; init; }

    [Required]
    [Example("CU-000001")]
    public required string Number { get; init; }

    [Required]
    [Example("Acme Corporation")]
    public required string Name { get; init; }

    [Required]
    [Example("\"1\"")]
    public required string Etag { get; init; }

    public static MergePreviewMember Of(Customer customer) =>
        new()
        {
            Id = customer.Id,
            Number = customer.Number,
            Name = customer.Name,
            Etag = Http.EntityTags.Of(customer),
        };
}

/// <summary>How many records of a kind refer to customers that become one.</summary>
internal sealed class MergePreviewReferences
{
    [Required]
    [Example("opportunity")]
    public required string Kind { get; init; }

    [Required]
    [Example("customerId")]
    public required string Field { get; init; }

    /// <summary>To the survivor, before.</summary>
    [Required]
    [Example(2)]
    public required int Before { get; init; }

    /// <summary>To the survivor, after.</summary>
    [Required]
    [Example(3)]
    public required int After { get; init; }
}

/// <summary>What became of taking a merge back.</summary>
internal sealed class UnmergeResponse
{
    [Required]
    public required MergeResponse Merge { get; init; }

    /// <summary>Fields of the survivor that were changed since the merge, and kept what they have.</summary>
    [Required]
    [Example("description")]
    public required IReadOnlyList<string> KeptFields { get; init; }

    /// <summary>References that somebody has moved on since, or whose record is gone.</summary>
    [Required]
    public required IReadOnlyList<MovedReferences> KeptReferences { get; init; }
}
