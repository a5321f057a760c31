using System.Collections.Frozen;

namespace Crm.Api.Imports.Proposals;

/// <summary>What fields are usually called in files, in several languages; read from the table beside it.</summary>
internal static class HeaderSynonyms
{
    private const string Table = "Crm.Api.Imports.Proposals.HeaderSynonyms.tsv";

    private static readonly FrozenDictionary<(string Resource, string Header), FieldSynonym> All = Read();

    public static FieldSynonym? Find(string resource, string header) =>
        All.GetValueOrDefault((resource, HeaderText.Of(header)));

    private static FrozenDictionary<(string, string), FieldSynonym> Read()
    {
        using var reader = new StreamReader(
            typeof(HeaderSynonyms).Assembly.GetManifestResourceStream(Table)
                ?? throw new InvalidOperationException($"{Table} is not embedded.")
        );
        var found = new Dictionary<(string, string), FieldSynonym>();
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var cells = line.TrimEnd('\r').Split('\t');
            var synonym = new FieldSynonym(cells[1], cells[2].Length == 0 ? null : cells[2]);
            foreach (var word in cells[3].Split('|'))
            {
                found.TryAdd((cells[0], HeaderText.Of(word)), synonym);
            }
        }

        return found.ToFrozenDictionary();
    }
}

/// <summary>A field that has a usual name.</summary>
/// <param name="Field">Its path; <c>[*]</c> is the next free item of a list.</param>
/// <param name="With">What has to be said with it, as <c>name=value</c>, beside it.</param>
internal sealed record FieldSynonym(string Field, string? With);
