using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Jobs;

/// <summary>How this node deals with jobs.</summary>
internal sealed class JobOptions
{
    public const string Section = "Crm:Jobs";

    /// <summary>False: this node answers requests and leaves jobs to others.</summary>
    public bool Run { get; set; } = true;

    /// <summary>How long a node that runs a job may be silent before another takes it over. The same on all nodes.</summary>
    [Range(1, 600)]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>How long a job waits, whose files are being sent or whose plan is made, until somebody goes on with it.</summary>
    [Range(1, 3660)]
    public int AbandonedDays { get; set; } = 7;

    /// <summary>How long the files, plan and ledger of a job are kept after its end.</summary>
    [Range(7, 3660)]
    public int RetentionDays { get; set; } = 90;
}
