namespace Crm.Api.Kernel;

/// <summary>Shares of a whole in percent, kept to four decimals.</summary>
internal static class Percent
{
    /// <summary>The units of a percentage that came from outside: 0 to 100, four decimals at most.</summary>
    public static long ToUnits(decimal percent, string pointer) =>
        percent is >= 0 and <= 100 && Scaled.TryToUnits(percent, Scaled.Scale, out var units) == ScaledResult.Exact
            ? units
            : throw RuleBroken.Invalid(
                "percent-invalid",
                "A percentage lies between 0 and 100 and has at most 4 decimals.",
                pointer
            );
}
