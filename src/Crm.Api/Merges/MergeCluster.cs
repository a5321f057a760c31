using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Crm.Api.Kernel;

namespace Crm.Api.Merges;

/// <summary>Customers that are to become one.</summary>
internal class MergeCluster
{
    public const int MaxCustomers = 50;

    /// <summary>At least two.</summary>
    [Required]
    [MinLength(2)]
    [MaxLength(MaxCustomers)]
    public IReadOnlyList<Guid>? CustomerIds { get; init; }

    /// <summary>The one whose id and number stay; one of them.</summary>
    public Guid? SurvivorId { get; init; }

    /// <summary>Values that somebody has chosen, by field of a customer; null clears.</summary>
    public JsonObject? Values { get; init; }

    /// <summary>Refuses what can be seen to be wrong without looking at the customers.</summary>
    /// <param name="pointer">Where the cluster stands in the request.</param>
    public void Check(string pointer)
    {
        if (CustomerIds!.Distinct().Count() < CustomerIds!.Count)
        {
            throw RuleBroken.Invalid("duplicate-in-list", "A customer is given twice.", $"{pointer}/customerIds");
        }

        if (SurvivorId is { } survivor && !CustomerIds.Contains(survivor))
        {
            throw RuleBroken.Invalid(
                "survivor-unknown",
                "The survivor is one of the customers that are merged.",
                $"{pointer}/survivorId"
            );
        }

        if (
            Values?.Select(value => value.Key).FirstOrDefault(field => !Survivorship.MergeFields.All.Contains(field)) is
            { } odd
        )
        {
            throw RuleBroken.Invalid("unknown-field", $"A customer has no field '{odd}'.", $"{pointer}/values/{odd}");
        }
    }
}
