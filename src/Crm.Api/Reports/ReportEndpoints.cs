using Crm.Api.Http;
using Crm.Api.Http.Lists;

namespace Crm.Api.Reports;

/// <summary>The routes of reports.</summary>
internal static class ReportEndpoints
{
    private const string Plural = "reports";

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup($"/{Plural}").WithTags("Reports");
        reports
            .MapGet("/pipeline", GetPipelineReport.Handle)
            .WithName(nameof(GetPipelineReport))
            .WithSummary("Report on the pipeline")
            .WithDescription(
                "How many deals there are, what they are worth, how often and how fast they are won, by stage, owner, team, "
                    + "product or month: a row per group and currency. By product, what of a deal's amount falls to the lines of a "
                    + "product counts for it, and a deal of two products counts in two rows; the totals count it once. "
                    + "`Accept: text/csv` gives the rows as CSV."
            )
            .Reads(Plural)
            .Takes(PipelineReportQuery.Parameters)
            .WithMetadata(
                new ProducesResponseTypeMetadata(
                    200,
                    typeof(PipelineReportResponse),
                    [BodyReader.JsonType, StreamFormat.CsvType]
                )
            )
            .ProducesProblems(406);
    }
}
