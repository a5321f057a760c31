using System.ComponentModel.DataAnnotations;
using Crm.Api.Customers;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Relationships;

/// <summary>A link between two customers, as it is written.</summary>
internal sealed class RelationshipForm
{
    /// <summary>The contact, employee, member or branch.</summary>
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    [RefersTo("customers")]
    public Guid? FromCustomerId { get; init; }

    /// <summary>The customer it is that of.</summary>
    [Required]
    [Example("019b76da-a800-7000-8000-000000000002")]
    [RefersTo("customers")]
    public Guid? ToCustomerId { get; init; }

    /// <summary>
    /// <c>contact</c> and <c>employee</c> lead from a person to an organisation, <c>household</c> and <c>colleague</c> from person to
    /// person, <c>branch</c> from organisation to organisation.
    /// </summary>
    [Required]
    [Example("contact")]
    public RelationshipType? Type { get; init; }

    /// <summary>What the one is to the other, in people's words.</summary>
    [StringLength(120)]
    [Example("Head of purchasing")]
    public string? Role { get; init; }

    [Example("2024-05-01")]
    public DateOnly? Since { get; init; }

    /// <summary>The last day it held, not before <c>since</c>; absent while it goes on.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The first to turn to; one at a time for a customer and a type.</summary>
    [Example(true)]
    public bool IsPrimary { get; init; }
}

/// <summary>A link between two customers.</summary>
internal sealed class RelationshipResponse : RecordResponse
{
    [Required]
    public required Guid FromCustomerId { get; init; }

    [Required]
    public required Guid ToCustomerId { get; init; }

    [Required]
    [Example("contact")]
    public required RelationshipType Type { get; init; }

    [Example("Head of purchasing")]
    public string? Role { get; init; }

    [Example("2024-05-01")]
    public DateOnly? Since { get; init; }

    public DateOnly? Until { get; init; }

    [Required]
    public required bool IsPrimary { get; init; }

    /// <summary>The customer it leads from, when expanded.</summary>
    public CustomerResponse? FromCustomer { get; set; }

    /// <summary>The customer it leads to, when expanded.</summary>
    public CustomerResponse? ToCustomer { get; set; }
}
