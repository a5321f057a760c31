using Crm.Api.Customers;
using Crm.Api.Kernel;

namespace Crm.Api.Relationships;

/// <summary>A link from one customer to another, such as a person who is a contact of an organisation.</summary>
internal sealed class Relationship : Record
{
    public Guid FromCustomerId { get; set; }

    public Guid ToCustomerId { get; set; }

    public RelationshipType Type { get; set; }

    /// <summary>What the one is to the other, in people's words.</summary>
    public string? Role { get; set; }

    public DateOnly? Since { get; set; }

    /// <summary>The last day it held; null while it goes on.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The first to turn to among those of its type that lead to the same customer.</summary>
    public bool IsPrimary { get; set; }

    public void Link(RelationshipType type, CustomerKind from, CustomerKind to)
    {
        if (FromCustomerId == ToCustomerId)
        {
            throw RuleBroken.Invalid("relationship-to-itself", "A customer has no link to itself.", "/toCustomerId");
        }

        if (KindsOf(type) is { } kinds && kinds != (from, to))
        {
            throw RuleBroken.Invalid(
                "relationship-kinds",
                $"'{EnumText<RelationshipType>.Of(type)}' leads from {Spoken(kinds.From)} to {Spoken(kinds.To)}.",
                "/type"
            );
        }

        Type = type;
    }

    public void Last(DateOnly? since, DateOnly? until)
    {
        if (until < since)
        {
            throw RuleBroken.Invalid("ends-before-it-begins", "'until' is not before 'since'.", "/until");
        }

        (Since, Until) = (since, until);
    }

    /// <summary>What a type links; null where it may link anybody.</summary>
    private static (CustomerKind From, CustomerKind To)? KindsOf(RelationshipType type) =>
        type switch
        {
            RelationshipType.Contact or RelationshipType.Employee => (CustomerKind.Person, CustomerKind.Organization),
            RelationshipType.Household or RelationshipType.Colleague => (CustomerKind.Person, CustomerKind.Person),
            RelationshipType.Branch => (CustomerKind.Organization, CustomerKind.Organization),
            RelationshipType.Partner or RelationshipType.Other => null,
        };

    private static string Spoken(CustomerKind kind) => kind == CustomerKind.Person ? "a person" : "an organisation";
}

/// <summary>What a link means; <c>from</c> is the contact, employee, member or branch of <c>to</c>.</summary>
internal enum RelationshipType
{
    Contact,
    Employee,
    Household,
    Colleague,
    Partner,
    Branch,
    Other,
}
