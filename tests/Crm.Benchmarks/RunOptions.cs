using System.Globalization;

namespace Crm.Benchmarks;

/// <summary>How much is measured, and how long.</summary>
internal sealed record RunOptions(int Customers, int Rows, TimeSpan WarmUp, TimeSpan Duration)
{
    public static RunOptions Of(string[] arguments) =>
        new(
            (int)Number(arguments, "--customers=", 100_000),
            (int)Number(arguments, "--rows=", 1_000_000),
            TimeSpan.FromSeconds(Number(arguments, "--warmup=", 5)),
            TimeSpan.FromSeconds(Number(arguments, "--seconds=", 10))
        );

    private static double Number(string[] arguments, string name, double otherwise) =>
        Array.Find(arguments, argument => argument.StartsWith(name, StringComparison.Ordinal)) is { } given
            ? double.Parse(given[name.Length..], CultureInfo.InvariantCulture)
            : otherwise;
}
