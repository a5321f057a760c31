using Crm.Api.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Reports;

/// <summary>Asks the database for the cells of a report. What depends on stages, time zones or probabilities is left to the reader.</summary>
internal static class PipelineCells
{
    private const long Divisor = PipelineCell.UnitsPerWhole;

    public static Task<List<PipelineCell>> ByOwnerAsync(
        IQueryable<Opportunity> opportunities,
        CancellationToken cancellationToken
    ) =>
        opportunities
            .GroupBy(opportunity => new
            {
                opportunity.PipelineId,
                opportunity.Stage,
                opportunity.Currency,
                opportunity.ProbabilityUnits,
                opportunity.OwnerId,
            })
            .Select(group => new PipelineCell
            {
                PipelineId = group.Key.PipelineId,
                Stage = group.Key.Stage,
                Currency = group.Key.Currency,
                ProbabilityUnits = group.Key.ProbabilityUnits,
                OwnerId = group.Key.OwnerId,
                Count = group.Count(),
                Whole = group.Sum(opportunity => opportunity.AmountUnits / Divisor),
                Rest = group.Sum(opportunity => opportunity.AmountUnits % Divisor),
                SecondsToClose = group.Sum(opportunity => opportunity.SecondsToClose),
            })
            .ToListAsync(cancellationToken);

    public static Task<List<PipelineCell>> ByTimeAsync(
        IQueryable<Opportunity> opportunities,
        CancellationToken cancellationToken
    ) =>
        opportunities
            .GroupBy(opportunity => new
            {
                opportunity.PipelineId,
                opportunity.Stage,
                opportunity.Currency,
                opportunity.ProbabilityUnits,
                opportunity.CloseTime,
                opportunity.ExpectedCloseDate,
            })
            .Select(group => new PipelineCell
            {
                PipelineId = group.Key.PipelineId,
                Stage = group.Key.Stage,
                Currency = group.Key.Currency,
                ProbabilityUnits = group.Key.ProbabilityUnits,
                CloseTime = group.Key.CloseTime,
                ExpectedCloseDate = group.Key.ExpectedCloseDate,
                Count = group.Count(),
                Whole = group.Sum(opportunity => opportunity.AmountUnits / Divisor),
                Rest = group.Sum(opportunity => opportunity.AmountUnits % Divisor),
                SecondsToClose = group.Sum(opportunity => opportunity.SecondsToClose),
            })
            .ToListAsync(cancellationToken);

    /// <summary>Each deal once per product of its lines, with what of its amount falls to them; what falls to none has no product.</summary>
    public static async Task<List<PipelineCell>> ByProductAsync(
        IQueryable<Opportunity> opportunities,
        CancellationToken cancellationToken
    ) =>
        [
            .. await OfLinesAsync(opportunities, cancellationToken),
            .. await BeyondLinesAsync(opportunities, cancellationToken),
        ];

    private static Task<List<PipelineCell>> OfLinesAsync(
        IQueryable<Opportunity> opportunities,
        CancellationToken cancellationToken
    ) =>
        opportunities
            .SelectMany(
                opportunity => opportunity.Lines,
                (opportunity, line) =>
                    new
                    {
                        opportunity.Id,
                        opportunity.PipelineId,
                        opportunity.Stage,
                        Currency = line.ShareUnits == null ? null : opportunity.Currency,
                        opportunity.ProbabilityUnits,
                        opportunity.SecondsToClose,
                        line.ProductId,
                        line.ShareUnits,
                    }
            )
            // First per deal: two lines of one product are one deal, which took its time only once.
            .GroupBy(line => new
            {
                line.Id,
                line.PipelineId,
                line.Stage,
                line.Currency,
                line.ProbabilityUnits,
                line.SecondsToClose,
                line.ProductId,
            })
            .Select(group => new { group.Key, Units = group.Sum(line => line.ShareUnits) })
            .GroupBy(deal => new
            {
                deal.Key.PipelineId,
                deal.Key.Stage,
                deal.Key.Currency,
                deal.Key.ProbabilityUnits,
                deal.Key.ProductId,
            })
            .Select(group => new PipelineCell
            {
                PipelineId = group.Key.PipelineId,
                Stage = group.Key.Stage,
                Currency = group.Key.Currency,
                ProbabilityUnits = group.Key.ProbabilityUnits,
                ProductId = group.Key.ProductId,
                Count = group.Count(),
                Whole = group.Sum(deal => deal.Units / Divisor),
                Rest = group.Sum(deal => deal.Units % Divisor),
                SecondsToClose = group.Sum(deal => deal.Key.SecondsToClose),
            })
            .ToListAsync(cancellationToken);

    private static Task<List<PipelineCell>> BeyondLinesAsync(
        IQueryable<Opportunity> opportunities,
        CancellationToken cancellationToken
    ) =>
        opportunities
            .Where(opportunity => !opportunity.Lines.Any() || (opportunity.BeyondLinesUnits ?? 0) != 0)
            .Select(opportunity => new
            {
                opportunity.PipelineId,
                opportunity.Stage,
                opportunity.Currency,
                opportunity.ProbabilityUnits,
                opportunity.SecondsToClose,
                opportunity.BeyondLinesUnits,
                IsCountedElsewhere = opportunity.Lines.Any(line => line.ProductId == null && line.ShareUnits != null),
            })
            .GroupBy(opportunity => new
            {
                opportunity.PipelineId,
                opportunity.Stage,
                opportunity.Currency,
                opportunity.ProbabilityUnits,
                opportunity.IsCountedElsewhere,
            })
            .Select(group => new PipelineCell
            {
                PipelineId = group.Key.PipelineId,
                Stage = group.Key.Stage,
                Currency = group.Key.Currency,
                ProbabilityUnits = group.Key.ProbabilityUnits,
                IsCountedElsewhere = group.Key.IsCountedElsewhere,
                Count = group.Count(),
                Whole = group.Sum(opportunity => opportunity.BeyondLinesUnits / Divisor),
                Rest = group.Sum(opportunity => opportunity.BeyondLinesUnits % Divisor),
                SecondsToClose = group.Sum(opportunity => opportunity.SecondsToClose),
            })
            .ToListAsync(cancellationToken);
}
