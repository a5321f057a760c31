using System.Globalization;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Kernel;
using Crm.Api.Opportunities;

namespace Crm.Api.Reports;

/// <summary>What a caller wants to know about the pipeline.</summary>
internal sealed class PipelineReportQuery
{
    public static readonly QueryParameter[] Parameters =
    [
        new("groupBy", QueryParameterType.Text, "What there is a row for; `stage` unless given.", "month")
        {
            Words = EnumText<PipelineGrouping>.All,
        },
        new(
            "pipelineId",
            QueryParameterType.Text,
            "Only this pipeline; all of them unless given.",
            "019b76da-a800-7000-8000-000000000002"
        ),
        new(
            "filter",
            QueryParameterType.Text,
            "Which opportunities: AIP-160, as in their list, such as `source = \"trade fair\" AND amount > 1000`.",
            "stageKind = open"
        ),
        new(
            "from",
            QueryParameterType.Text,
            "First day of the period, in which a closed deal was closed or an open one is expected to be.",
            "2026-01-01"
        ),
        new("to", QueryParameterType.Text, "The day after the last of the period.", "2026-04-01"),
        new(
            "timeZone",
            QueryParameterType.Text,
            "IANA time zone in which days and months begin; the installation's by default.",
            "Europe/Berlin"
        ),
    ];

    public PipelineGrouping GroupBy { get; private init; }

    public Guid? PipelineId { get; private init; }

    public string? Filter { get; private init; }

    public DateOnly? From { get; private init; }

    public DateOnly? To { get; private init; }

    public TimeZoneInfo Zone { get; private init; } = TimeZoneInfo.Utc;

    public static PipelineReportQuery Of(HttpContext context, TimeZoneInfo installationZone)
    {
        var query = context.Request.Query;
        string? Text(string name) => query[name] is [{ Length: > 0 } value] ? value : null;
        var (from, to) = (DateOf("from", Text("from")), DateOf("to", Text("to")));
        if (from >= to)
        {
            throw Refused("to", "period-empty", "The period ends before it begins.");
        }

        return new PipelineReportQuery
        {
            GroupBy = Text("groupBy") is { } word ? EnumText<PipelineGrouping>.Parse(word) : PipelineGrouping.Stage,
            PipelineId = IdOf("pipelineId", Text("pipelineId")),
            Filter = Text("filter"),
            From = from,
            To = to,
            Zone = Text("timeZone") is { } zone ? ListQuery.ZoneOf(zone) : installationZone,
        };
    }

    /// <summary>The opportunities that pipeline and period leave.</summary>
    public IQueryable<Opportunity> Restrict(IQueryable<Opportunity> opportunities)
    {
        if (PipelineId is { } pipeline)
        {
            opportunities = opportunities.Where(opportunity => opportunity.PipelineId == pipeline);
        }

        if (From is { } from)
        {
            var begin = DayBorder.StartOf(from, Zone);
            opportunities = opportunities.Where(opportunity =>
                opportunity.CloseTime >= begin
                || (opportunity.CloseTime == null && opportunity.ExpectedCloseDate >= from)
            );
        }

        if (To is { } to)
        {
            var end = DayBorder.StartOf(to, Zone);
            opportunities = opportunities.Where(opportunity =>
                opportunity.CloseTime < end || (opportunity.CloseTime == null && opportunity.ExpectedCloseDate < to)
            );
        }

        return opportunities;
    }

    /// <summary>A day of the first or last year might begin, in some zone, outside the calendar.</summary>
    private static DateOnly? DateOf(string name, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day)
            && day.Year is > 1 and < 9999
            ? day
            : throw Refused(name, "wrong-type", $"'{name}' must be a date such as 2026-01-31.");
    }

    private static Guid? IdOf(string name, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return Guid.TryParseExact(text, "D", out var id)
            ? id
            : throw Refused(name, "wrong-type", $"'{name}' must be an id.");
    }

    private static ProblemException Refused(string name, string code, string detail) =>
        new(Problem.Malformed(name, code, detail));
}
