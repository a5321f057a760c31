using Crm.Api.Kernel;

namespace Crm.Api.Merges;

/// <summary>Customers that were found to be one, and all that is needed to part them again.</summary>
internal sealed class Merge : Record
{
    public Guid SurvivorId { get; set; }

    /// <summary>Those that were merged into the survivor.</summary>
    public List<MergedCustomer> Merged { get; } = [];

    /// <summary>The job that did it; null for a single call.</summary>
    public Guid? JobId { get; set; }

    /// <summary>A <see cref="MergeSnapshot"/>, as JSON.</summary>
    public string Snapshot { get; set; } = "{}";

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? UnmergeTime { get; set; }
}

/// <summary>A customer that was merged into another.</summary>
internal sealed class MergedCustomer : ListedPart
{
    public Guid CustomerId { get; set; }
}
