using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Teams;

/// <summary>A team, as it is written.</summary>
internal sealed class TeamForm
{
    /// <summary>Unique.</summary>
    [Required]
    [StringLength(120)]
    [Example("Central")]
    public string? Name { get; init; }

    [StringLength(1000)]
    [Example("Sales in the central region")]
    public string? Description { get; init; }

    /// <summary>The team this one is part of; never in a circle.</summary>
    [RefersTo("teams")]
    public Guid? ParentId { get; init; }
}

/// <summary>Users who work together.</summary>
internal sealed class TeamResponse : RecordResponse
{
    [Required]
    [Example("Central")]
    public required string Name { get; init; }

    [Example("Sales in the central region")]
    public string? Description { get; init; }

    public Guid? ParentId { get; init; }

    /// <summary>The team it is part of, when expanded.</summary>
    public TeamResponse? Parent { get; set; }
}
