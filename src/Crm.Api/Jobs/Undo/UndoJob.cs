using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;

namespace Crm.Api.Jobs.Undo;

/// <summary>Has it planned to take back what a job did.</summary>
internal static class UndoJob
{
    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Work work,
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var original = await work.LoadJobAsync(id, cancellationToken);
        original.CheckUndoable();
        original.CheckHasResults();
        if (!await new JobLedger(work.Db).AnyAsync(original.Id, LedgerKind.Result, cancellationToken))
        {
            throw RuleBroken.State("job-not-undoable", "The job has done nothing that could be undone.");
        }

        var asked = new UndoOptions { Undoes = original.Kind }.ToJson();
        var undo = JobDesk.Open(JobKind.Undo, original.Resource, asked, JobState.Planning, work);
        undo.UndoOf = original.Id;
        undo.RowsTotal = original.Created + original.Updated + original.Deleted;
        work.Caller.CheckMay(undo);
        return await desk.AcceptAsync(undo, work, http, cancellationToken);
    }
}
