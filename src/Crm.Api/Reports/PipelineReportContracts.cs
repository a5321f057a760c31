using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Reports;

/// <summary>What a pipeline report has a row for.</summary>
internal enum PipelineGrouping
{
    Stage,
    Owner,
    Team,
    Product,
    Month,
}

/// <summary>Deals counted and summed up. Amounts of two currencies are never added.</summary>
internal sealed class PipelineReportResponse
{
    /// <summary>The moment the figures are of.</summary>
    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset AsOf { get; init; }

    [Required]
    [Example("stage")]
    public required PipelineGrouping GroupBy { get; init; }

    public Guid? PipelineId { get; init; }

    public string? Filter { get; init; }

    /// <summary>The first day of the period.</summary>
    [Example("2026-01-01")]
    public DateOnly? From { get; init; }

    /// <summary>The day after the last of the period.</summary>
    [Example("2026-04-01")]
    public DateOnly? To { get; init; }

    /// <summary>In which days and months begin.</summary>
    [Required]
    [Example("Europe/Berlin")]
    public required string TimeZone { get; init; }

    /// <summary>One per group and currency: stages in their order, months by time, all else by name; what has no group comes last.</summary>
    [Required]
    public required IReadOnlyList<PipelineReportRow> Rows { get; init; }

    /// <summary>One per currency, whatever the rows are for.</summary>
    [Required]
    public required IReadOnlyList<PipelineReportTotal> Totals { get; init; }
}

/// <summary>The deals of one group in one currency.</summary>
internal sealed class PipelineReportRow : PipelineReportTotal
{
    /// <summary>The key of the stage, the id of owner, team or product, or the month; absent for deals that have none.</summary>
    [JsonPropertyOrder(-2)]
    [Example("engaging")]
    public string? Key { get; init; }

    /// <summary>The name of the group.</summary>
    [JsonPropertyOrder(-1)]
    [Example("Engaging")]
    public string? Label { get; init; }
}

/// <summary>All deals in one currency.</summary>
internal class PipelineReportTotal
{
    /// <summary>Absent for deals without an amount.</summary>
    [Example("EUR")]
    public string? Currency { get; set; }

    [Required]
    [Example(12)]
    public long Count { get; set; }

    /// <summary>The exact sum, as a decimal in the currency; text, because it may be larger than any single amount.</summary>
    [Example("12500.00")]
    public string? Amount { get; set; }

    /// <summary>Each amount times its probability, summed exactly, then rounded once to the currency's minor unit, half away from zero.</summary>
    [Example("3750.00")]
    public string? WeightedAmount { get; set; }

    [Required]
    [Example(4)]
    public long WonCount { get; set; }

    [Required]
    [Example(2)]
    public long LostCount { get; set; }

    /// <summary>Won among won and lost, 0 to 1, to four decimals; absent when none is closed.</summary>
    [Example(0.6667)]
    public decimal? WinRate { get; set; }

    /// <summary>From the first stage to winning or losing, to two decimals; absent when none is closed.</summary>
    [Example(47.5)]
    public decimal? AverageDaysToClose { get; set; }

    /// <summary>Copies what every row and total has.</summary>
    internal void Describe(string? currency, PipelineSum sum)
    {
        Currency = currency;
        Count = sum.Count;
        Amount = sum.Amount;
        WeightedAmount = sum.WeightedAmount;
        WonCount = sum.WonCount;
        LostCount = sum.LostCount;
        WinRate = sum.WinRate;
        AverageDaysToClose = sum.AverageDaysToClose;
    }
}
