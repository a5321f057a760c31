using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Http.Records;

/// <summary>Operations on one resource, done in this order.</summary>
internal sealed class BatchRequest
{
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>True: all operations or none. False: each stands alone.</summary>
    [Example(false)]
    public bool Atomic { get; init; }

    [Required]
    [MinLength(1)]
    [MaxLength(500)]
    public IReadOnlyList<BatchOperation>? Operations { get; init; }
}

/// <summary>One operation of a batch.</summary>
internal sealed class BatchOperation
{
    [Required]
    [Example("create")]
    public BatchVerb? Op { get; init; }

    /// <summary>The id or number of the record, for update and delete.</summary>
    [StringLength(64)]
    public string? Id { get; init; }

    /// <summary>The version the operation is about; another one refuses it.</summary>
    [StringLength(40)]
    public string? Etag { get; init; }

    /// <summary>Keys to look for, for upsert.</summary>
    [MaxLength(5)]
    public IReadOnlyList<string>? MatchOn { get; init; }

    /// <summary>The record for create and upsert, a merge patch for update; the same fields as in the single call.</summary>
    public JsonObject? Body { get; init; }
}

/// <summary>What an operation of a batch does.</summary>
internal enum BatchVerb
{
    Create,
    Update,
    Upsert,
    Delete,
}

/// <summary>One result per operation, in the same order.</summary>
internal sealed class BatchResponse
{
    [Required]
    public required IReadOnlyList<BatchResult> Results { get; init; }
}

/// <summary>What became of one operation.</summary>
internal sealed class BatchResult
{
    /// <summary>0-based place of the operation in the request.</summary>
    [Required]
    [Example(0)]
    public required int Index { get; init; }

    /// <summary>The status the single call would have answered.</summary>
    [Required]
    [Example(201)]
    public required int Status { get; init; }

    public Guid? Id { get; init; }

    public string? Etag { get; init; }

    public UpsertOutcome? Outcome { get; init; }

    /// <summary>What the record looks like, where it was written with <c>duplicates=warn</c>.</summary>
    public IReadOnlyList<PossibleDuplicate>? PossibleDuplicates { get; init; }

    /// <summary>Why it failed.</summary>
    public Problem? Problem { get; init; }
}
