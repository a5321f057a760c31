using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Opportunities;
using Crm.Api.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Reports;

/// <summary>Puts a pipeline report together. The same data, question and moment give the same report, byte for byte.</summary>
internal static class PipelineReport
{
    public static async Task<PipelineReportResponse> MakeAsync(
        PipelineReportQuery query,
        IQueryable<Opportunity> opportunities,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var pipelines = await work.QueryWithTrash<Pipeline>()
            .AsNoTracking()
            .Include(pipeline => pipeline.Stages)
            .ToListAsync(cancellationToken);
        if (query.PipelineId is { } id && pipelines.TrueForAll(pipeline => pipeline.Id != id))
        {
            throw new ProblemException(
                Problem.Malformed("pipelineId", "unknown-reference", $"There is no pipeline '{id}'.")
            );
        }

        var asked = query.Restrict(opportunities);
        var cells = query.GroupBy switch
        {
            PipelineGrouping.Stage or PipelineGrouping.Owner or PipelineGrouping.Team =>
                await PipelineCells.ByOwnerAsync(asked, cancellationToken),
            PipelineGrouping.Month => await PipelineCells.ByTimeAsync(asked, cancellationToken),
            PipelineGrouping.Product => await PipelineCells.ByProductAsync(asked, cancellationToken),
        };
        // A deal with two products stands in two rows, but it is one deal.
        var whole =
            query.GroupBy == PipelineGrouping.Product
                ? await PipelineCells.ByOwnerAsync(asked, cancellationToken)
                : cells;

        var groupOf = await PipelineGroups.OfAsync(query, cells, pipelines, work, cancellationToken);
        var stages = pipelines
            .SelectMany(pipeline => pipeline.Stages)
            .ToDictionary(stage => (stage.ParentId, stage.Key));
        return new PipelineReportResponse
        {
            AsOf = work.Now,
            GroupBy = query.GroupBy,
            PipelineId = query.PipelineId,
            Filter = query.Filter,
            From = query.From,
            To = query.To,
            TimeZone = query.Zone.Id,
            Rows = [.. Sums(cells, groupOf, stages).Select(Row)],
            Totals = [.. Sums(whole, _ => PipelineGroup.None, stages).Select(Total)],
        };
    }

    private static IEnumerable<(PipelineGroup Group, string? Currency, PipelineSum Sum)> Sums(
        IEnumerable<PipelineCell> cells,
        Func<PipelineCell, PipelineGroup> groupOf,
        Dictionary<(Guid, string), PipelineStage> stages
    ) =>
        cells
            .GroupBy(cell => (Group: groupOf(cell), cell.Currency))
            .OrderBy(row => row.Key.Group.Key is null)
            .ThenBy(row => row.Key.Group.Order, StringComparer.Ordinal)
            .ThenBy(row => row.Key.Group.Key, StringComparer.Ordinal)
            .ThenBy(row => row.Key.Currency is null)
            .ThenBy(row => row.Key.Currency, StringComparer.Ordinal)
            .Select(row =>
            {
                var sum = new PipelineSum(row.Key.Currency);
                foreach (var cell in row)
                {
                    sum.Add(cell, stages[(cell.PipelineId, cell.Stage)]);
                }

                return (row.Key.Group, row.Key.Currency, sum);
            });

    private static PipelineReportRow Row((PipelineGroup Group, string? Currency, PipelineSum Sum) sum)
    {
        var row = new PipelineReportRow { Key = sum.Group.Key, Label = sum.Group.Label };
        row.Describe(sum.Currency, sum.Sum);
        return row;
    }

    private static PipelineReportTotal Total((PipelineGroup Group, string? Currency, PipelineSum Sum) sum)
    {
        var total = new PipelineReportTotal();
        total.Describe(sum.Currency, sum.Sum);
        return total;
    }
}
