namespace Crm.Api.Pricing;

/// <summary>Cuts a whole number into whole parts that add up to it again.</summary>
internal static class Apportionment
{
    /// <summary>
    /// Parts in proportion to the weights by the method of the largest remainder: each is the exact share, rounded up or down; among
    /// equal remainders the earlier one is rounded up.
    /// </summary>
    /// <param name="amount">Not negative; 0 when all weights are.</param>
    /// <param name="weights">Not negative.</param>
    public static long[] Of(long amount, IReadOnlyList<long> weights)
    {
        var whole = weights.Aggregate((Int128)0, (sum, weight) => sum + weight);
        var parts = new long[weights.Count];
        if (whole == 0)
        {
            return parts;
        }

        var remainders = new Int128[weights.Count];
        var left = amount;
        for (var index = 0; index < parts.Length; index++)
        {
            // 64 bits times 64 bits: the product of two amounts does not fit into less than 128.
            var (quotient, remainder) = Int128.DivRem((Int128)amount * weights[index], whole);
            parts[index] = (long)quotient;
            remainders[index] = remainder;
            left -= parts[index];
        }

        foreach (
            var index in Enumerable.Range(0, parts.Length).OrderByDescending(index => remainders[index]).Take((int)left)
        )
        {
            parts[index]++;
        }

        return parts;
    }
}
