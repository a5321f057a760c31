using Crm.Api.Data;

namespace Crm.Api.Jobs.Results;

/// <summary>What the jobs of a kind leave in tables of their own, which goes when the job's ledger goes.</summary>
internal interface IJobFindings
{
    /// <summary>Removes a part that is small enough for one transaction.</summary>
    /// <returns>False once nothing is left.</returns>
    Task<bool> RemoveSomeAsync(Work work, Guid jobId, CancellationToken cancellationToken);
}
