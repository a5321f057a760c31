using Crm.Api.Customers;

namespace Crm.Api.DedupeRuns;

/// <summary>What a run has learned of the customers of one kind, by which other pairs are judged later.</summary>
internal sealed class DedupeModel
{
    public required Guid RunId { get; set; }

    public required CustomerKind Kind { get; set; }

    /// <summary>Whether the run looked at all customers; what a few have in common says little of others.</summary>
    public required bool IsOfAll { get; set; }

    /// <summary>As the engine writes it, JSON.</summary>
    public required string Content { get; set; }
}
