using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs;

/// <summary>Pages through a job's ledger.</summary>
internal static class ListJobLines
{
    public static readonly QueryParameter[] Parameters =
    [
        new("outcome", QueryParameterType.Text, "Only rows with this outcome.", "rejected")
        {
            Words = EnumText<LineOutcome>.All,
        },
        new(
            "phase",
            QueryParameterType.Text,
            "What happened (unless given), or what the plan says would happen.",
            "result"
        )
        {
            Words = EnumText<LedgerKind>.All,
        },
        ListQuery.Size,
        ListQuery.Token,
    ];

    public static async Task<Answer<Page<JobLineResponse>>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        JobLedger ledger,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var job =
            await id.FindAsync(work.Query<Job>().AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("job", id.Text));
        job.CheckHasResults();
        var pages = new NumberedPage(http, settings, "outcome", "phase");
        var found = await ledger
            .ReadAsync(
                job.Id,
                EnumText<LedgerKind>.Find(http.Request.Query["phase"].ToString()) ?? LedgerKind.Result,
                pages.After ?? 0,
                EnumText<LineOutcome>.Find(http.Request.Query["outcome"].ToString()),
                cancellationToken
            )
            .Take(pages.Size + 1)
            .ToListAsync(cancellationToken);
        return Answer.Ok(pages.Of(found, line => line.Line, pages.Shown(found).ConvertAll(JobLineResponse.Of)));
    }
}
