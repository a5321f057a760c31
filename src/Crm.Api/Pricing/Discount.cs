using Crm.Api.Kernel;

namespace Crm.Api.Pricing;

/// <summary>What is taken off a price: a share of it, an amount, or, when neither is given, nothing.</summary>
/// <param name="Percent">0 to 100; not together with an amount.</param>
/// <param name="Amount">Not more than the price.</param>
internal readonly record struct Discount(decimal? Percent, decimal? Amount)
{
    public static Discount None => default;

    public static Discount FromUnits(long? percent, long? amount) =>
        new(
            percent is { } share ? Scaled.FromUnits(share) : null,
            amount is { } whole ? Scaled.FromUnits(whole) : null
        );
}
