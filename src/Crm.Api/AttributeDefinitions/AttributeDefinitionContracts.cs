using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.AttributeDefinitions;

/// <summary>A custom field of this installation.</summary>
internal sealed class AttributeDefinitionForm
{
    /// <summary>How the field is called in <c>attributes</c> and in filters; cannot be changed later.</summary>
    [Required]
    [RegularExpression("^[a-z][A-Za-z0-9]{0,59}$")]
    [Example("sector")]
    public string? Key { get; init; }

    /// <summary>How people call it.</summary>
    [Required]
    [StringLength(120)]
    [Example("Sector")]
    public string? Name { get; init; }

    [StringLength(1000)]
    [Example("The branch of trade")]
    public string? Description { get; init; }

    /// <summary>Cannot be changed later.</summary>
    [Required]
    [Example("text")]
    public AttributeValueType? Type { get; init; }

    /// <summary>True: each customer of the categories must have a value.</summary>
    [Example(false)]
    public bool IsRequired { get; init; }

    /// <summary>The words a choice allows; only for type <c>choice</c>, and required there.</summary>
    [MaxLength(200)]
    [ItemLength(100)]
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>Categories of customers that have the field; absent: all.</summary>
    [MaxLength(100)]
    [ItemLength(60)]
    [Example("account")]
    public IReadOnlyList<string>? Categories { get; init; }
}

/// <summary>A custom field of this installation.</summary>
internal sealed class AttributeDefinitionResponse : RecordResponse
{
    [Required]
    [Example("sector")]
    public required string Key { get; init; }

    [Required]
    [Example("Sector")]
    public required string Name { get; init; }

    public string? Description { get; init; }

    [Required]
    [Example("text")]
    public required AttributeValueType Type { get; init; }

    [Required]
    public required bool IsRequired { get; init; }

    public IReadOnlyList<string>? Options { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }
}
