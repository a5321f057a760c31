using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Pipelines;

/// <summary>The stages a deal goes through, as they are written.</summary>
internal sealed class PipelineForm
{
    /// <summary>Unique.</summary>
    [Required]
    [StringLength(120)]
    [Example("Partner sales")]
    public string? Name { get; init; }

    /// <summary>True makes it the one that opportunities go to which name none; the default before ceases to be it.</summary>
    [Example(false)]
    public bool IsDefault { get; init; }

    /// <summary>In their order; at least one each of the kinds open, won and lost.</summary>
    [Required]
    [MinLength(1)]
    [MaxLength(50)]
    public IReadOnlyList<PipelineStageForm>? Stages { get; init; }
}

/// <summary>A step of a pipeline.</summary>
internal sealed class PipelineStageForm
{
    /// <summary>How opportunities, filters and reports call it; unique in the pipeline.</summary>
    [Required]
    [RegularExpression("^[a-z][A-Za-z0-9]{0,59}$")]
    [Example("proposal")]
    public string? Key { get; init; }

    /// <summary>How people call it.</summary>
    [Required]
    [StringLength(120)]
    [Example("Proposal")]
    public string? Name { get; init; }

    /// <summary>What being in it means. Cannot be changed while opportunities are in it.</summary>
    [Required]
    [Example("open")]
    public StageKind? Kind { get; init; }

    /// <summary>How likely a deal in it is to be won, in percent. Needed for open stages; won is 100 and lost is 0.</summary>
    [Range(0, 100)]
    [Example(60)]
    public decimal? Probability { get; init; }
}

/// <summary>The stages a deal goes through until it is won or lost.</summary>
internal sealed class PipelineResponse : RecordResponse
{
    [Required]
    [Example("Sales")]
    public required string Name { get; init; }

    /// <summary>True of exactly one: where opportunities go that name none.</summary>
    [Required]
    [Example(true)]
    public required bool IsDefault { get; init; }

    /// <summary>In their order.</summary>
    [Required]
    public required IReadOnlyList<PipelineStageForm> Stages { get; init; }
}
