using Crm.Api.Access;
using Crm.Api.Http;

namespace Crm.Api.Jobs;

/// <summary>What a job writes, its caller must be allowed to write.</summary>
internal static class JobScopes
{
    public static void CheckWrite(this Caller caller, string resource)
    {
        var scope = $"{resource}:write";
        if (!caller.Scopes.Allows(scope))
        {
            throw new ProblemException(Problem.Of(403, "scope-missing", $"This needs the scope '{scope}'."));
        }
    }
}
