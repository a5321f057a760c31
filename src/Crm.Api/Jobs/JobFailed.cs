namespace Crm.Api.Jobs;

/// <summary>The job as a whole cannot be done, whoever tries.</summary>
internal class JobFailed(string code, string message) : Exception(message)
{
    public string Code => code;
}
