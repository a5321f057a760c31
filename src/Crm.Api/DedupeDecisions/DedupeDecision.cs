using Crm.Api.Customers;
using Crm.Api.Kernel;
using Crm.Api.Relationships;

namespace Crm.Api.DedupeDecisions;

/// <summary>What a person has said of two customers: that they are one, or are not, or what else they are to each other.</summary>
internal sealed class DedupeDecision : Record
{
    /// <summary>The customer with the smaller id.</summary>
    public Guid FirstCustomerId { get; set; }

    public Guid SecondCustomerId { get; set; }

    public PairDecision Decision { get; set; }

    public RelationshipType? RelationshipType { get; set; }

    /// <summary>The one of the two that the relationship leads from.</summary>
    public Guid? RelationshipFromId { get; set; }

    public string? Role { get; set; }

    /// <summary>The relationship that was made because of the decision; null when there was one already.</summary>
    public Guid? RelationshipId { get; set; }

    public string? Note { get; set; }

    public DecidedLink? Link =>
        RelationshipType is { } type && RelationshipFromId is { } from ? new DecidedLink(type, from, Role) : null;

    /// <summary>The one who is not this one.</summary>
    public Guid OtherThan(Guid customerId) => customerId == FirstCustomerId ? SecondCustomerId : FirstCustomerId;

    /// <summary>Says whom it is about, in whichever order; once said, that does not change.</summary>
    public void IsAbout(Guid one, Guid other)
    {
        if (one == other)
        {
            throw RuleBroken.Invalid("pair-of-one", "A customer is no pair with itself.", "/secondCustomerId");
        }

        var (first, second) = Ordered(one, other);
        if (!IsNew && (first, second) != (FirstCustomerId, SecondCustomerId))
        {
            throw RuleBroken.Invalid(
                "pair-fixed",
                "A decision stays with its two customers; make another one for another pair.",
                "/firstCustomerId"
            );
        }

        (FirstCustomerId, SecondCustomerId) = (first, second);
    }

    /// <summary>Two customers of different kinds may be related, but never one.</summary>
    public void Decide(PairDecision decision, DecidedLink? link, CustomerKind one, CustomerKind other)
    {
        if (decision == PairDecision.Same && one != other)
        {
            throw RuleBroken.Invalid("decision-kinds", "A person and an organisation are not one.", "/decision");
        }

        if (link is { } named && named.FromId != FirstCustomerId && named.FromId != SecondCustomerId)
        {
            throw RuleBroken.Invalid(
                "not-of-the-pair",
                "The relationship leads from one of the two to the other.",
                "/relationshipFromId"
            );
        }

        Decision = decision;
        (RelationshipType, RelationshipFromId, Role) = (link?.Type, link?.FromId, link?.Role);
    }

    public static (Guid First, Guid Second) Ordered(Guid one, Guid other) =>
        one.CompareTo(other) < 0 ? (one, other) : (other, one);
}

/// <summary>What two customers are to each other, as a person says.</summary>
internal enum PairDecision
{
    Same,
    Different,

    /// <summary>Two customers that have to do with each other, such as a household; not one.</summary>
    Related,
}

/// <summary>The relationship that a decision asks for.</summary>
internal readonly record struct DecidedLink(RelationshipType Type, Guid FromId, string? Role);
