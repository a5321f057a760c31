using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Blocking;

/// <summary>Numbers in the order of the records' names, for the windows of large blocks.</summary>
internal static class SortKeys
{
    public static ulong[] Of(RecordColumns records)
    {
        var given = Ranks(records.Given.Values, name => name.Latin);
        var family = Ranks(records.Family.Values, name => name.Latin);
        var company = Ranks(records.Company.Values, name => name.Latin);
        var keys = new ulong[records.Count];
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = records.IsPerson(row)
                ? ((ulong)family[records.Family.Number(row)] << 32) | (uint)given[records.Given.Number(row)]
                : (ulong)company[records.Company.Number(row)];
        }

        return keys;
    }

    private static int[] Ranks<T>(IReadOnlyList<T?> values, Func<T, string> text)
        where T : class, ICleanValue
    {
        var texts = values.Select(value => value is null ? "" : text(value)).ToArray();
        int[] numbers = [.. Enumerable.Range(0, texts.Length)];
        Array.Sort(texts, numbers, StringComparer.Ordinal);
        var ranks = new int[numbers.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            // Equal texts share a rank: which of their numbers comes first depends on the order of the records.
            ranks[numbers[index]] = index > 0 && texts[index] == texts[index - 1] ? ranks[numbers[index - 1]] : index;
        }

        return ranks;
    }
}
