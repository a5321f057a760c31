namespace Crm.Api.Kernel;

/// <summary>Why a decimal can or cannot be stored as a whole number of units.</summary>
internal enum ScaledResult
{
    Exact,
    TooManyDecimals,
    OutOfRange,
}

/// <summary>Decimals as whole numbers of units, so that every engine stores and sums them exactly.</summary>
/// <remarks>Amounts, quantities, rates and percentages have scale 4: one unit is 1/10,000, and the largest value 999,999,999,999.9999.</remarks>
internal static class Scaled
{
    /// <summary>The scale of amounts, quantities, rates and percentages.</summary>
    public const int Scale = 4;

    /// <summary>The largest number of units at any scale; the smallest is its negative.</summary>
    public const long MaxUnits = 9_999_999_999_999_999;

    private const int MaxScale = 16;

    /// <summary>The value as units of 10^-scale. Nothing is rounded: what does not fit is told, and the units are 0.</summary>
    /// <param name="value">Any decimal.</param>
    /// <param name="scale">Digits behind the decimal point, 0 to 16.</param>
    /// <param name="units">The units, when the result is <see cref="ScaledResult.Exact"/>.</param>
    public static ScaledResult TryToUnits(decimal value, int scale, out long units)
    {
        var unitsPerOne = UnitsPerOne(scale);
        units = 0;
        if (Math.Abs(value) > MaxUnits / unitsPerOne)
        {
            return ScaledResult.OutOfRange;
        }

        // Multiplying first would round a value of 28 digits.
        if (decimal.Round(value, scale) != value)
        {
            return ScaledResult.TooManyDecimals;
        }

        units = (long)(value * unitsPerOne);
        return ScaledResult.Exact;
    }

    /// <summary>The value as units of 10^-scale, for values that were checked before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more decimals than the scale or is out of range.</exception>
    public static long ToUnits(decimal value, int scale = Scale) =>
        TryToUnits(value, scale, out var units) switch
        {
            ScaledResult.Exact => units,
            ScaledResult.TooManyDecimals => throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                $"The value has more than {scale} decimals."
            ),
            ScaledResult.OutOfRange => throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                $"The value is beyond {FromUnits(MaxUnits, scale)}."
            ),
        };

    /// <summary>The value of the units, without trailing zeros.</summary>
    public static decimal FromUnits(long units, int scale = Scale) => units / UnitsPerOne(scale);

    private static decimal UnitsPerOne(int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, MaxScale);
        var units = 1m;
        for (var digit = 0; digit < scale; digit++)
        {
            units *= 10;
        }

        return units;
    }
}
