using Crm.Api.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Kernel;

public sealed class ScaledTests
{
    [Fact]
    public void A_value_that_fits_becomes_its_units()
    {
        Assert.Equal(ScaledResult.Exact, Scaled.TryToUnits(-12.3456m, 4, out var units));
        Assert.Equal(-123_456, units);
        Assert.Equal(-12.3456m, Scaled.FromUnits(units));
        Assert.Equal(7, Scaled.ToUnits(7.00m, scale: 0));
    }

    [Fact]
    public void Nothing_is_rounded()
    {
        Assert.Equal(ScaledResult.TooManyDecimals, Scaled.TryToUnits(0.00001m, 4, out _));
        Assert.Equal(ScaledResult.TooManyDecimals, Scaled.TryToUnits(1.0000000000000000000000000001m, 4, out _));
        Assert.Equal(ScaledResult.TooManyDecimals, Scaled.TryToUnits(0.5m, 0, out _));
    }

    [Fact]
    public void The_range_ends_where_sixteen_digits_do()
    {
        Assert.Equal(ScaledResult.Exact, Scaled.TryToUnits(999_999_999_999.9999m, 4, out var units));
        Assert.Equal(Scaled.MaxUnits, units);
        Assert.Equal(ScaledResult.OutOfRange, Scaled.TryToUnits(1_000_000_000_000m, 4, out _));
        Assert.Equal(ScaledResult.OutOfRange, Scaled.TryToUnits(decimal.MinValue, 4, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scaled.ToUnits(decimal.MaxValue));
    }

    [Fact]
    public void Units_come_back_as_they_were_stored_at_every_scale() =>
        Prop.ForAll(
                StoredUnits(),
                Gen.Choose(0, 16).ToArbitrary(),
                (stored, scale) => Scaled.ToUnits(Scaled.FromUnits(stored, scale), scale) == stored
            )
            .QuickCheckThrowOnFailure();

    private static Arbitrary<long> StoredUnits() =>
        (
            from sign in Gen.Elements(-1, 1)
            from high in Gen.Choose(0, 999_999_999)
            from low in Gen.Choose(0, 9_999_999)
            select sign * ((high * 10_000_000L) + low)
        ).ToArbitrary();
}
