using Crm.Api.Pricing;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Pricing;

public sealed class ApportionmentTests
{
    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(10, new long[] { 5, 0, 5 }, new long[] { 5, 0, 5 })]
    [InlineData(7, new long[] { 1, 2, 4 }, new long[] { 1, 2, 4 })]
    [InlineData(1, new long[] { 1, 9 }, new long[] { 0, 1 })]
    [InlineData(0, new long[] { 3, 4 }, new long[] { 0, 0 })]
    [InlineData(0, new long[] { 0, 0 }, new long[] { 0, 0 })]
    [InlineData(0, new long[] { }, new long[] { })]
    public void The_largest_remainders_are_rounded_up(long amount, long[] weights, long[] expected) =>
        Assert.Equal(expected, Apportionment.Of(amount, weights));

    [Fact]
    public void The_largest_amounts_are_spread_without_overflow()
    {
        const long Largest = 9_999_999_999_999_999;

        Assert.Equal(
            [Largest / 2, Largest - (Largest / 2)],
            Apportionment.Of(Largest, [Largest / 2, Largest - (Largest / 2)])
        );
    }

    [Fact]
    public void Parts_add_up_and_none_is_more_than_a_unit_from_its_share_or_above_its_weight()
    {
        var weights = Gen.Choose(0, 100_000)
            .Select(weight => (long)weight)
            .NonEmptyListOf()
            .Where(list => list.Sum() > 0);
        var samples =
            from list in weights
            from percent in Gen.Choose(0, 100)
            select (Weights: list.ToArray(), Amount: list.Sum() * percent / 100);

        Check.QuickThrowOnFailure(
            Prop.ForAll(
                samples.ToArbitrary(),
                sample =>
                {
                    var parts = Apportionment.Of(sample.Amount, sample.Weights);
                    var whole = (decimal)sample.Weights.Sum();
                    return parts.Sum() == sample.Amount
                        && parts
                            .Zip(sample.Weights)
                            .All(pair =>
                                pair.First >= 0
                                && pair.First <= pair.Second
                                && Math.Abs(pair.First - (sample.Amount * pair.Second / whole)) < 1
                            );
                }
            )
        );
    }
}
