namespace Crm.Api.Jobs;

/// <summary>The job is not this node's any more: cancelled, paused or taken over. What is not committed is taken back; no error.</summary>
internal sealed class JobStopped() : Exception("The job was stopped or taken over.");
