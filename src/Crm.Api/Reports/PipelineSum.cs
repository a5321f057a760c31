using Crm.Api.Kernel;
using Crm.Api.Pipelines;

namespace Crm.Api.Reports;

/// <summary>Adds cells up exactly; each figure is rounded once, when it is read.</summary>
internal sealed class PipelineSum(string? currency)
{
    /// <summary>Units of a probability of 100 percent.</summary>
    private static readonly Int128 Certain = Scaled.ToUnits(100);

    private const decimal SecondsPerDay = 24 * 60 * 60;

    private Int128 _units;
    private Int128 _weighted;
    private Int128 _seconds;

    public long Count { get; private set; }

    public long WonCount { get; private set; }

    public long LostCount { get; private set; }

    public string? Amount =>
        currency is null ? null : Money.Format((decimal)_units / PipelineCell.UnitsPerWhole, currency);

    public string? WeightedAmount
    {
        get
        {
            if (currency is null)
            {
                return null;
            }

            var units = RoundedQuotient(_weighted, Certain * UnitsPerMinorUnit(currency)) * UnitsPerMinorUnit(currency);
            return Money.Format((decimal)units / PipelineCell.UnitsPerWhole, currency);
        }
    }

    public decimal? WinRate =>
        ClosedCount == 0 ? null : decimal.Round((decimal)WonCount / ClosedCount, 4, MidpointRounding.AwayFromZero);

    public decimal? AverageDaysToClose =>
        ClosedCount == 0
            ? null
            : decimal.Round((decimal)_seconds / ClosedCount / SecondsPerDay, 2, MidpointRounding.AwayFromZero);

    private long ClosedCount => WonCount + LostCount;

    public void Add(PipelineCell cell, PipelineStage stage)
    {
        _units += cell.Units;
        _weighted += cell.Units * (cell.ProbabilityUnits ?? stage.ProbabilityUnits);
        if (cell.IsCountedElsewhere)
        {
            return;
        }

        Count += cell.Count;
        _seconds += cell.SecondsToClose ?? 0;
        switch (stage.Kind)
        {
            case StageKind.Won:
                WonCount += cell.Count;
                break;
            case StageKind.Lost:
                LostCount += cell.Count;
                break;
            case StageKind.Open:
                break;
        }
    }

    private static Int128 UnitsPerMinorUnit(string currency)
    {
        Int128 units = 1;
        for (var digit = Currencies.MinorUnits(currency); digit < Scaled.Scale; digit++)
        {
            units *= 10;
        }

        return units;
    }

    /// <summary>Half away from zero.</summary>
    private static Int128 RoundedQuotient(Int128 dividend, Int128 divisor)
    {
        var (quotient, remainder) = Int128.DivRem(dividend, divisor);
        return Int128.Abs(remainder) * 2 >= divisor ? quotient + Int128.Sign(dividend) : quotient;
    }
}
