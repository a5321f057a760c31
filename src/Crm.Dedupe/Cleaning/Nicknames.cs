using Crm.Dedupe.Resources;

namespace Crm.Dedupe.Cleaning;

/// <summary>Which given names are short forms of one another.</summary>
internal static class Nicknames
{
    // A group is a name with its short forms; a short form such as Alex stands in several.
    private static readonly Dictionary<string, int[]> Groups = Read();

    public static int[] GroupsOf(string name) => Groups.GetValueOrDefault(name, []);

    /// <summary>Whether the word is in use as a given name, as far as the tables know.</summary>
    public static bool Knows(string name) => Groups.ContainsKey(name);

    public static bool ShareGroup(int[] first, int[] second) =>
        first.Length > 0 && Array.Exists(second, group => Array.IndexOf(first, group) >= 0);

    private static Dictionary<string, int[]> Read()
    {
        var groups = new Dictionary<string, List<int>>();
        var group = 0;
        foreach (var row in EmbeddedTable.Rows("nicknames.tsv").Concat(EmbeddedTable.Rows("own-nicknames.tsv")))
        {
            foreach (var name in row.Select(Folding.FoldUmlauts).Distinct())
            {
                if (!groups.TryGetValue(name, out var all))
                {
                    groups.Add(name, all = []);
                }

                all.Add(group);
            }

            group++;
        }

        return groups.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
    }
}
