using System.ComponentModel.DataAnnotations;
using Crm.Api.Customers;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;
using Crm.Api.Relationships;

namespace Crm.Api.DedupeDecisions;

/// <summary>What a person says of two customers, as it is written.</summary>
internal sealed class DedupeDecisionForm
{
    /// <summary>One of the two; the order does not matter, and the pair does not change.</summary>
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    [RefersTo("customers")]
    public Guid? FirstCustomerId { get; init; }

    /// <summary>The other one.</summary>
    [Required]
    [Example("019b76da-a800-7000-8000-000000000002")]
    [RefersTo("customers")]
    public Guid? SecondCustomerId { get; init; }

    /// <summary>
    /// <c>same</c>: they are one customer. <c>different</c>: they are not. <c>related</c>: they are not, but have to do with each other.
    /// </summary>
    [Required]
    [Example("related")]
    public PairDecision? Decision { get; init; }

    /// <summary>For <c>related</c>: the relationship that is made along with the decision, unless the two have it already.</summary>
    [Example("household")]
    public RelationshipType? RelationshipType { get; init; }

    /// <summary>For <c>related</c>: the one of the two that the relationship leads from, such as the branch; <c>firstCustomerId</c> unless given.</summary>
    [RefersTo("customers")]
    public Guid? RelationshipFromId { get; init; }

    /// <summary>For <c>related</c>: what the one is to the other, in people's words.</summary>
    [StringLength(120)]
    [Example("sister")]
    public string? Role { get; init; }

    [StringLength(2000)]
    [Example("Twins, born on one day; asked them on the phone.")]
    public string? Note { get; init; }
}

/// <summary>What a person has said of two customers.</summary>
internal sealed class DedupeDecisionResponse : RecordResponse
{
    /// <summary>The customer with the smaller id.</summary>
    [Required]
    public required Guid FirstCustomerId { get; init; }

    [Required]
    public required Guid SecondCustomerId { get; init; }

    [Required]
    [Example("related")]
    public required PairDecision Decision { get; init; }

    [Example("household")]
    public RelationshipType? RelationshipType { get; init; }

    public Guid? RelationshipFromId { get; init; }

    [Example("sister")]
    public string? Role { get; init; }

    /// <summary>The relationship that was made along with it; absent when the two had it already.</summary>
    public Guid? RelationshipId { get; init; }

    [Example("Twins, born on one day; asked them on the phone.")]
    public string? Note { get; init; }

    /// <summary>The customer with the smaller id, when expanded.</summary>
    public CustomerResponse? FirstCustomer { get; set; }

    /// <summary>The other one, when expanded.</summary>
    public CustomerResponse? SecondCustomer { get; set; }
}
