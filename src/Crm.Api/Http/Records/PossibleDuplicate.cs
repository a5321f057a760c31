using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Http.Records;

/// <summary>A stored record that may be the same as another, and why.</summary>
internal sealed class PossibleDuplicate
{
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    public required Guid Id { get; init; }

    [Required]
    [Example("CU-000001")]
    public required string Number { get; init; }

    [Required]
    [Example("Acme Corporation")]
    public required string Name { get; init; }

    /// <summary>How likely it is that the two are one, 0 to 1.</summary>
    [Required]
    [Example(0.997)]
    public required double Score { get; init; }

    /// <summary>The same as the logarithm to base 2 of the odds; each bit doubles them.</summary>
    [Required]
    [Example(8.4)]
    public required double MatchWeight { get; init; }

    /// <summary>What speaks for it and against it, the strongest first; what is missing on one side is left out.</summary>
    [Required]
    public required IReadOnlyList<DuplicateReason> Reasons { get; init; }

    /// <summary>True when a person has decided that the two are one.</summary>
    [Example(true)]
    public bool? Decided { get; init; }
}

/// <summary>What one comparison says of two records.</summary>
internal sealed class DuplicateReason
{
    /// <summary>What was compared: <c>givenName</c>, <c>familyName</c>, <c>company</c>, <c>email</c>, <c>host</c>, <c>phone</c>, <c>street</c>, <c>place</c>, <c>country</c>, <c>birthDate</c>; new ones may come.</summary>
    [Required]
    [Example("phone")]
    public required string Comparison { get; init; }

    /// <summary>How far the two agree, such as <c>different</c>, <c>near</c> or <c>exact</c>.</summary>
    [Required]
    [Example("exact")]
    public required string Level { get; init; }

    /// <summary>In bits: what speaks against it is negative.</summary>
    [Required]
    [Example(11.2)]
    public required double Weight { get; init; }
}
