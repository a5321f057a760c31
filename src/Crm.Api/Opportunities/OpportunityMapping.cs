using System.Xml;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

namespace Crm.Api.Opportunities;

/// <summary>Opportunities between form, entity and answer.</summary>
internal static class OpportunityMapping
{
    public static Placement PlacementOf(OpportunityForm form) =>
        new(
            form.Stage,
            [
                .. form.StageMoves?.Select(
                    (move, index) =>
                        new StageVisit(move.Stage!, move.OccurredAt!.Value, move.Reason, $"/stageMoves/{index}")
                ) ?? [],
            ],
            form.ClosedAt,
            form.WinReason,
            form.LossReason
        );

    public static OpportunityForm ToForm(Opportunity opportunity) =>
        new()
        {
            Name = opportunity.Name,
            Description = opportunity.Description,
            CustomerId = opportunity.CustomerId,
            ContactId = opportunity.ContactId,
            OwnerId = opportunity.OwnerId,
            PipelineId = opportunity.PipelineId,
            Stage = opportunity.Stage,
            StageMoves = MovesOf(opportunity),
            ClosedAt = opportunity.CloseTime,
            Amount = opportunity.AmountIsExplicit ? MoneyOf(opportunity, opportunity.AmountUnits) : null,
            Probability = opportunity.ProbabilityUnits is { } units ? Scaled.FromUnits(units) : null,
            ExpectedCloseDate = opportunity.ExpectedCloseDate,
            Source = opportunity.Source,
            Lines = List(
                opportunity,
                line => new OpportunityLineForm
                {
                    ProductId = line.ProductId,
                    Description = line.Description,
                    Quantity = Scaled.FromUnits(line.QuantityUnits),
                    UnitPrice = MoneyOf(opportunity, line.UnitPriceUnits),
                    DiscountPercent = Scaled.FromUnits(line.DiscountPercentUnits),
                }
            ),
            WinReason = opportunity.WinReason,
            LossReason = opportunity.LossReason,
            ExternalIds = ExternalIds.ToForm(opportunity.ExternalIds),
        };

    public static OpportunityResponse ToResponse(Opportunity opportunity)
    {
        var stage = opportunity.CurrentStage!;
        var response = new OpportunityResponse
        {
            Number = opportunity.Number,
            Name = opportunity.Name,
            Description = opportunity.Description,
            CustomerId = opportunity.CustomerId,
            ContactId = opportunity.ContactId,
            OwnerId = opportunity.OwnerId,
            PipelineId = opportunity.PipelineId,
            Stage = opportunity.Stage,
            StageKind = stage.Kind,
            StageTime = opportunity.StageTime,
            StageHistory = HistoryOf(opportunity),
            CloseTime = opportunity.CloseTime,
            Amount = MoneyOf(opportunity, opportunity.AmountUnits),
            AmountIsExplicit = opportunity.AmountIsExplicit,
            Probability = Scaled.FromUnits(opportunity.ProbabilityUnits ?? stage.ProbabilityUnits),
            ExpectedCloseDate = opportunity.ExpectedCloseDate,
            Source = opportunity.Source,
            Lines = List(
                opportunity,
                line => new OpportunityLineResponse
                {
                    ProductId = line.ProductId,
                    Description = line.Description,
                    Quantity = Scaled.FromUnits(line.QuantityUnits),
                    UnitPrice = MoneyOf(opportunity, line.UnitPriceUnits),
                    DiscountPercent = Scaled.FromUnits(line.DiscountPercentUnits),
                    Total = MoneyOf(opportunity, line.TotalUnits),
                }
            ),
            WinReason = opportunity.WinReason,
            LossReason = opportunity.LossReason,
            ExternalIds = ExternalIds.ToForm(opportunity.ExternalIds),
        };
        response.Describe(opportunity);
        return response;
    }

    /// <summary>The way to where it is; the closing itself is told by its time and reason.</summary>
    private static IReadOnlyList<StageMoveForm>? MovesOf(Opportunity opportunity)
    {
        var moves = opportunity
            .Visits.SkipLast(opportunity.IsClosed ? 1 : 0)
            .Select(visit => new StageMoveForm
            {
                Stage = visit.Stage,
                OccurredAt = visit.Time,
                Reason = visit.Reason,
            })
            .ToList();
        return moves.Count == 0 ? null : moves;
    }

    private static List<StageEntryResponse> HistoryOf(Opportunity opportunity)
    {
        var visits = opportunity.Visits.ToList();
        return
        [
            .. visits.Select(
                (visit, index) =>
                {
                    var left = index + 1 < visits.Count ? visits[index + 1].Time : (DateTimeOffset?)null;
                    return new StageEntryResponse
                    {
                        Stage = visit.Stage,
                        EnteredTime = visit.Time,
                        LeftTime = left,
                        Duration = left is { } end ? XmlConvert.ToString(end - visit.Time) : null,
                        Reason = visit.Reason,
                    };
                }
            ),
        ];
    }

    private static Money? MoneyOf(Opportunity opportunity, long? units) =>
        units is { } known ? Money.FromUnits(known, opportunity.Currency!) : null;

    private static IReadOnlyList<TItem>? List<TItem>(Opportunity opportunity, Func<OpportunityLine, TItem> toItem) =>
        opportunity.Lines.Count == 0 ? null : [.. opportunity.Lines.OrderBy(line => line.Position).Select(toItem)];
}
