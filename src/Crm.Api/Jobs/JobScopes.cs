using Crm.Api.Access;
using Crm.Api.Http;

namespace Crm.Api.Jobs;

/// <summary>What a job writes or reads, its caller must be allowed to write or read.</summary>
internal static class JobScopes
{
    /// <summary>Whoever lets a job go on must be allowed to do what it does.</summary>
    public static void CheckMay(this Caller caller, Job job)
    {
        caller.CheckWrite(job.Resource);
        if (job.IsSilent)
        {
            caller.CheckSilent();
        }
    }

    public static void CheckWrite(this Caller caller, string resource) => caller.Check($"{resource}:write");

    public static void CheckRead(this Caller caller, string resource) => caller.Check($"{resource}:read");

    /// <summary>What webhooks and automations do not hear of, not everybody may do.</summary>
    public static void CheckSilent(this Caller caller) => caller.Check("imports:silent");

    private static void Check(this Caller caller, string scope)
    {
        if (!caller.Scopes.Allows(scope))
        {
            throw new ProblemException(Problem.Of(403, "scope-missing", $"This needs the scope '{scope}'."));
        }
    }
}
