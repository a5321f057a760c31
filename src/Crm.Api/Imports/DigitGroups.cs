namespace Crm.Api.Imports;

/// <summary>Numbers whose digits are written in groups, as in 1.234.567 or 12,34,567.</summary>
internal static class DigitGroups
{
    private const string Spaces = " \u00a0\u202f";

    /// <summary>The number without its group signs, or null when they stand where none can be: 1.5 is no way to write 15.</summary>
    public static string? Join(string whole, string? group)
    {
        if (group is null)
        {
            return whole;
        }

        var digits = whole.TrimStart('+', '-');
        var groups = digits.Split(Spaces.Contains(group, StringComparison.Ordinal) ? Spaces.ToCharArray() : [group[0]]);
        var fits =
            groups.Length == 1
            || (
                groups[0].Length is 1 or 2 or 3
                && groups[^1].Length == 3
                && groups[1..^1].All(part => part.Length is 2 or 3)
            );
        return fits ? whole[..^digits.Length] + string.Concat(groups) : null;
    }
}
