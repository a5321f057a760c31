using Crm.Api.Access;
using Crm.Api.Http;
using Crm.Api.Jobs.Undo;

namespace Crm.Api.Jobs;

/// <summary>What a job does to records, its caller must be allowed to do to them.</summary>
internal static class JobScopes
{
    private const string Read = "read";
    private const string Write = "write";
    private const string Delete = "delete";
    private const string Send = "send";

    /// <summary>Whoever lets a job go on must be allowed to do what it does.</summary>
    public static void CheckMay(this Caller caller, Job job)
    {
        foreach (var verb in job.Kind == JobKind.Undo ? VerbsToUndo(UndoOptions.Of(job).Undoes) : VerbsOf(job.Kind))
        {
            caller.Check($"{job.Resource}:{verb}");
        }

        if (job.IsSilent)
        {
            caller.CheckSilent();
        }
    }

    public static void CheckWrite(this Caller caller, string resource) => caller.Check($"{resource}:{Write}");

    public static void CheckRead(this Caller caller, string resource) => caller.Check($"{resource}:{Read}");

    /// <summary>What webhooks and automations do not hear of, not everybody may do.</summary>
    public static void CheckSilent(this Caller caller) => caller.Check("imports:silent");

    public static void Check(this Caller caller, string scope)
    {
        if (!caller.Scopes.Allows(scope))
        {
            throw new ProblemException(Problem.Of(403, "scope-missing", $"This needs the scope '{scope}'."));
        }
    }

    private static string[] VerbsOf(JobKind kind) =>
        kind switch
        {
            JobKind.Import or JobKind.BulkUpdate or JobKind.SegmentRefresh => [Write],
            JobKind.BulkDelete => [Delete],
            JobKind.BulkMerge => [Write, Delete],
            JobKind.Export or JobKind.Dedupe => [Read],
            JobKind.Outreach => [Send],
            JobKind.Undo => [],
        };

    /// <summary>What an import has created goes into the trash.</summary>
    private static string[] VerbsToUndo(JobKind kind) => kind == JobKind.Import ? [Write, Delete] : VerbsOf(kind);
}
