namespace Crm.Api.Kernel;

/// <summary>Finds the known name that an unknown one was probably meant to be.</summary>
internal static class NearestName
{
    // Longer input is no slip of the finger, and comparing it would cost more than the hint is worth.
    private const int LongestTypedName = 100;

    /// <summary>The nearest name, or null when none is near enough to be worth asking about.</summary>
    public static string? Of(string typed, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(typed);

        if (typed.Length is 0 or > LongestTypedName)
        {
            return null;
        }

        var allowed = Math.Max(1, typed.Length / 3);
        return known
            .Select(name => (Name: name, Edits: Edits(typed, name)))
            .Where(candidate => candidate.Edits <= allowed && candidate.Edits < candidate.Name.Length)
            .OrderBy(candidate => candidate.Edits)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    // Letters inserted, left out, replaced, or swapped with their neighbour; case does not count.
    private static int Edits(string left, string right)
    {
        var beforeLast = new int[right.Length + 1];
        var last = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replace = Same(left[row - 1], right[column - 1]) ? 0 : 1;
                current[column] = Math.Min(last[column - 1] + replace, Math.Min(last[column], current[column - 1]) + 1);

                if (
                    row > 1
                    && column > 1
                    && Same(left[row - 1], right[column - 2])
                    && Same(left[row - 2], right[column - 1])
                )
                {
                    current[column] = Math.Min(current[column], beforeLast[column - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
