using System.Globalization;
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
        var query = ListQuery.Of(http, settings.Zone);
        var outcome = http.Request.Query["outcome"].ToString();
        var phase = http.Request.Query["phase"].ToString();
        string?[] arguments = [http.Request.Path, outcome, phase];
        var after = query.PageToken is { } token
            ? long.Parse(
                PageTokens.PositionOf(settings.PageTokens.Read(token, arguments))[0]!,
                CultureInfo.InvariantCulture
            )
            : 0;
        var found = await ledger
            .ReadAsync(
                job.Id,
                EnumText<LedgerKind>.Find(phase) ?? LedgerKind.Result,
                after,
                EnumText<LineOutcome>.Find(outcome),
                cancellationToken
            )
            .Take(query.PageSize + 1)
            .ToListAsync(cancellationToken);
        var page = found.Take(query.PageSize).ToList();
        var last = page.Count < found.Count ? page[^1].Line.ToString(CultureInfo.InvariantCulture) : null;
        return Answer.Ok(
            new Page<JobLineResponse>
            {
                Items = page.ConvertAll(JobLineResponse.Of),
                NextPageToken = last is null ? null : settings.PageTokens.Write([last], arguments),
            }
        );
    }
}
