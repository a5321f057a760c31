using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Reports;

/// <summary>Answers what the pipeline holds, as JSON or CSV.</summary>
internal static class GetPipelineReport
{
    public static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        OpportunityResource resource,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var query = PipelineReportQuery.Of(http, settings.Zone);
        var form = StreamFormat.Of(http);
        if (form is StreamForm.Ndjson or StreamForm.Xlsx)
        {
            throw new ProblemException(
                Problem.Of(406, "not-acceptable", $"A report comes as {BodyReader.JsonType} or {StreamFormat.CsvType}.")
            );
        }

        await using var snapshot = await work.BeginSnapshotAsync(cancellationToken);
        var context = await ListSettings.FilterContextAsync(work, query.Filter, query.Zone, cancellationToken);
        var opportunities = work.Query<Opportunity>()
            .AsNoTracking()
            .Where(ListQuery.Condition(query.Filter, resource.Fields, context));
        var report = await PipelineReport.MakeAsync(query, opportunities, work, cancellationToken);
        return form == StreamForm.Csv
            ? Results.Bytes(await CsvAsync(report), $"{StreamFormat.CsvType}; charset=utf-8; header=present")
            : Answer.Ok(report);
    }

    private static async Task<byte[]> CsvAsync(PipelineReportResponse report)
    {
        using var stream = new MemoryStream();
        await using (var csv = new CsvRows<PipelineReportRow>(stream, mask: null, marksEnd: false))
        {
            foreach (var row in report.Rows)
            {
                csv.Write(row);
            }
        }

        return stream.ToArray();
    }
}
