using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Imports.Proposals;

/// <summary>The header of a file, and a few of its rows, for which a mapping is wanted.</summary>
internal sealed class ProposeMappingRequest
{
    /// <summary>The kind of record, as in paths.</summary>
    [Required]
    [StringLength(60)]
    [Example("customers")]
    public string? Resource { get; init; }

    [Required]
    [MinLength(1)]
    [MaxLength(500)]
    [ItemLength(200)]
    [Example("Firma")]
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Rows of the file, a cell for each column; what they look like tells how dates and numbers are written.</summary>
    [MaxLength(100)]
    public IReadOnlyList<IReadOnlyList<string>>? Rows { get; init; }
}

/// <summary>A mapping that may be taken as it is, or corrected.</summary>
internal sealed class MappingProposal
{
    [Required]
    public required IReadOnlyList<ProposedField> Mapping { get; init; }

    /// <summary>Columns nothing is proposed for.</summary>
    [Required]
    [Example("Sternzeichen")]
    public required IReadOnlyList<string> UnmappedColumns { get; init; }

    /// <summary>Keys the rows can be recognised by, the surest first.</summary>
    [Required]
    [Example("externalId")]
    public required IReadOnlyList<string> MatchOn { get; init; }

    /// <summary>How dates and numbers are written, as far as the rows show it.</summary>
    [Required]
    public required ImportFormat Format { get; init; }
}

/// <summary>A column, or a fixed value, and the field it is for.</summary>
internal sealed class ProposedField
{
    [Example("Firma")]
    public string? Column { get; init; }

    /// <summary>The same for each row, where a field needs what no column says.</summary>
    [Example("organization")]
    public string? Value { get; init; }

    [Required]
    [Example("name")]
    public required string Field { get; init; }

    /// <summary>By which key the column names another record.</summary>
    [Example("email")]
    public string? By { get; init; }

    /// <summary>From 0, a guess, to 1, sure.</summary>
    [Required]
    [Example(0.9)]
    public required decimal Confidence { get; init; }

    /// <summary>Why it is proposed.</summary>
    [Required]
    [Example("'Firma' is a usual name for it.")]
    public required string Reason { get; init; }
}
