using System.Globalization;
using System.Numerics;
using Crm.Api.Kernel;
using Crm.Api.Pipelines;
using Crm.Api.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Reports;

/// <summary>Sums of a report against the same sums in unlimited integers.</summary>
public sealed class PipelineSumTests
{
    private const long LargestWhole = Scaled.MaxUnits / PipelineCell.UnitsPerWhole;

    [Fact]
    public void Sums_are_exact_and_rounded_once()
    {
        var cell =
            from whole in Gen.Choose(-1_000, 1_000).Select(part => part * (LargestWhole / 1_000))
            from rest in Gen.Choose(0, 9_999)
            from probability in Gen.Choose(0, 1_000_000)
            select (whole, rest, probability);
        var drawn =
            from cells in cell.ListOf()
            from currency in Gen.Elements("EUR", "JPY", "KWD")
            select (Cells: cells.ToList(), Currency: currency);

        Prop.ForAll(
                drawn.ToArbitrary(),
                sums =>
                {
                    var sum = new PipelineSum(sums.Currency);
                    BigInteger units = 0;
                    BigInteger weighted = 0;
                    foreach (var (whole, rest, probability) in sums.Cells)
                    {
                        sum.Add(Cell(sums.Currency, whole, rest, probability), Stage(StageKind.Open));
                        var amount = (new BigInteger(whole) * 10_000) + rest;
                        units += amount;
                        weighted += amount * probability;
                    }

                    // Units are 1/10,000 of the currency's one, probabilities 1/1,000,000 of certainty.
                    var minor = Currencies.MinorUnits(sums.Currency);
                    Assert.Equal(units, Read(sum.Amount!, 4));
                    Assert.Equal(
                        Rounded(weighted, BigInteger.Pow(10, 10 - minor)) * BigInteger.Pow(10, 4 - minor),
                        Read(sum.WeightedAmount!, 4)
                    );
                }
            )
            .Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Rates_and_averages_are_of_the_closed_ones_only()
    {
        var sum = new PipelineSum(null);
        Assert.Null(sum.WinRate);
        Assert.Null(sum.AverageDaysToClose);

        sum.Add(Cell(null, null, null, 0, count: 2, seconds: 3 * 86_400), Stage(StageKind.Won));
        sum.Add(Cell(null, null, null, 0, count: 1, seconds: 86_400), Stage(StageKind.Lost));
        sum.Add(Cell(null, null, null, 0, count: 5), Stage(StageKind.Open));

        Assert.Equal((8, 2, 1), (sum.Count, sum.WonCount, sum.LostCount));
        Assert.Equal(0.6667m, sum.WinRate);
        Assert.Equal(1.33m, sum.AverageDaysToClose);
        Assert.Null(sum.Amount);
    }

    private static PipelineCell Cell(
        string? currency,
        long? whole,
        long? rest,
        long probability,
        int count = 1,
        long? seconds = null
    ) =>
        new()
        {
            PipelineId = Guid.Empty,
            Stage = "stage",
            Currency = currency,
            ProbabilityUnits = probability,
            Count = count,
            Whole = whole,
            Rest = rest,
            SecondsToClose = seconds,
        };

    private static PipelineStage Stage(StageKind kind) => new() { Kind = kind };

    private static BigInteger Read(string text, int scale)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return digits * BigInteger.Pow(10, scale - decimals);
    }

    private static BigInteger Rounded(BigInteger dividend, BigInteger divisor) =>
        dividend.Sign * ((BigInteger.Abs(dividend) * 2 + divisor) / (2 * divisor));
}
