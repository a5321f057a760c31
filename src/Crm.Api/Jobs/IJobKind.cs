namespace Crm.Api.Jobs;

/// <summary>
/// What one kind of job does. It may be stopped anywhere and is then run again from its beginning, by this node or another:
/// what its ledger holds is done and must not be done twice.
/// </summary>
internal interface IJobKind
{
    /// <summary>Works until the job is planned or complete.</summary>
    Task RunAsync(JobRun run, CancellationToken cancellationToken);
}
