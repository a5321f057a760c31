using System.Globalization;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
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
        ListQuery.Size,
        ListQuery.Token,
    ];

    public static async Task<Answer<Page<JobLineResponse>>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var job =
            await id.FindAsync(work.Query<Job>().AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("job", id.Text));
        var query = ListQuery.Of(http, settings.Zone);
        var outcome = http.Request.Query["outcome"].ToString();
        string?[] arguments = [http.Request.Path, outcome];
        var after = query.PageToken is { } token
            ? long.Parse(
                PageTokens.PositionOf(settings.PageTokens.Read(token, arguments))[0]!,
                CultureInfo.InvariantCulture
            )
            : 0;
        var lines = work.Db.Set<JobLine>().AsNoTracking().Where(line => line.JobId == job.Id && line.Line > after);
        if (EnumText<LineOutcome>.Find(outcome) is { } wanted)
        {
            lines = lines.Where(line => line.Outcome == wanted);
        }

        var found = await lines.OrderBy(line => line.Line).Take(query.PageSize + 1).ToListAsync(cancellationToken);
        var page = found.Take(query.PageSize).ToList();
        var last = page.Count < found.Count ? page[^1].Line.ToString(CultureInfo.InvariantCulture) : null;
        return Answer.Ok(
            new Page<JobLineResponse>
            {
                Items = page.ConvertAll(ToResponse),
                NextPageToken = last is null ? null : settings.PageTokens.Write([last], arguments),
            }
        );
    }

    private static JobLineResponse ToResponse(JobLine line) =>
        new()
        {
            Line = line.Line,
            Outcome = line.Outcome,
            Id = line.RecordId,
            Code = line.Code,
            Detail = line.Detail,
            Field = line.Field,
        };
}
