using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Http;

namespace Crm.Api.Merges;

/// <summary>What a merge changed, as far as the customers' own rows do not tell.</summary>
internal sealed class MergeSnapshot
{
    /// <summary>The survivor's update form before.</summary>
    public required JsonObject Before { get; init; }

    /// <summary>The same after.</summary>
    public required JsonObject After { get; init; }

    /// <summary>References that led to one of the others and now lead to the survivor.</summary>
    public required IReadOnlyList<MovedReferences> Moved { get; init; }

    /// <summary>Relationships that meant nothing any more, or the same as one that was there, and went into the trash.</summary>
    public required IReadOnlyList<Guid> Dropped { get; init; }

    /// <summary>Relationships that ceased to be primary, since the survivor's is.</summary>
    public required IReadOnlyList<Guid> Demoted { get; init; }

    public static MergeSnapshot Of(Merge merge) =>
        JsonSerializer.Deserialize(merge.Snapshot, Json.TypeInfo<MergeSnapshot>())!;

    public string ToJson() => JsonSerializer.Serialize(this, Json.TypeInfo<MergeSnapshot>());
}

/// <summary>Records of one kind that referred to one customer.</summary>
internal sealed class MovedReferences
{
    /// <summary>The kind of record, such as <c>opportunity</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The field that refers, such as <c>customerId</c>.</summary>
    public required string Field { get; init; }

    public required Guid CustomerId { get; init; }

    public required IReadOnlyList<Guid> Records { get; init; }
}
