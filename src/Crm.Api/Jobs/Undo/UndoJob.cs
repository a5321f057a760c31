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
        JobResource resource,
        JobRunner runner,
        CancellationToken cancellationToken
    )
    {
        var original = await work.LoadJobAsync(id, cancellationToken);
        original.CheckUndoable();
        original.CheckHasResults();
        if (await new JobLedger(work.Db).CountAsync(original.Id, LedgerKind.Result, cancellationToken) == 0)
        {
            throw RuleBroken.State("job-not-undoable", "The job has done nothing that could be undone.");
        }

        var undo = new Job
        {
            Id = work.NewId(),
            Kind = JobKind.Undo,
            State = JobState.Planning,
            Resource = original.Resource,
            Options = new UndoOptions { Undoes = original.Kind }.ToJson(),
            UndoOf = original.Id,
            RowsTotal = original.Created + original.Updated + original.Deleted,
            KeyId = work.Caller.KeyId,
            Scopes = work.Caller.Scopes.ToString(),
        };
        work.Caller.CheckMay(undo);
        work.Db.Add(undo);
        await work.Db.SaveChangesAsync(cancellationToken);
        runner.WakeAfter(http);
        return Answer.Accepted(resource.ToResponse(undo), $"/v1/jobs/{undo.Id}");
    }
}
