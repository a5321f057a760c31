using Crm.Api.Data;
using Crm.Api.Http.Records;

namespace Crm.Api.Imports;

/// <summary>Finds the stored records that rows are about, all of a chunk with one query for each key.</summary>
internal sealed class RowMatcher(ImportContext import)
{
    private readonly IReadOnlyList<string> _keys = [.. import.MatchOn.Union(import.Target.UniqueKeys)];

    /// <summary>Looks the rows' keys up.</summary>
    public async Task<ChunkMatches> FindAsync(
        IReadOnlyList<MappedRow> rows,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var matches = new ChunkMatches();
        foreach (var key in _keys.Where(key => key != ImportContext.IdKey))
        {
            var texts = rows.SelectMany(row => TextsOf(row, key)).Distinct(StringComparer.Ordinal).ToList();
            if (texts.Count > 0)
            {
                matches.Add(key, await import.Target.FindAsync(key, texts, work, cancellationToken));
            }
        }

        return matches;
    }

    /// <summary>The ids of the records a row is about, by the first key that hits: none, one, or more than anybody could choose from.</summary>
    public IReadOnlyCollection<Guid> HitsOf(MappedRow row, ChunkMatches matches)
    {
        foreach (var key in import.MatchOn)
        {
            if (key == ImportContext.IdKey)
            {
                if (row.Identities.TryGetValue(key, out var text) && Guid.TryParse(text, out var id))
                {
                    return [id];
                }

                continue;
            }

            var hits = TextsOf(row, key).SelectMany(text => matches.Of(key, text)).ToHashSet();
            if (hits.Count > 0)
            {
                return hits;
            }
        }

        return [];
    }

    /// <summary>The one record that has a unique key; null for none, and for a key that several may have.</summary>
    public Guid? OwnerOf(RowKey key, ChunkMatches matches) =>
        key.Name == ImportContext.IdKey ? key.AsId
        : import.Target.UniqueKeys.Contains(key.Name) && matches.Of(key.Name, key.Text) is [var owner] ? owner
        : null;

    /// <summary>True when the row has a text for each key that rows are matched on, so that what it makes is found by nothing else.</summary>
    public bool NamesAll(MappedRow row) => import.MatchOn.All(name => KeysOf(row).Any(key => key.Name == name));

    /// <summary>A unique key of the row that another record has.</summary>
    public RowKey? TakenBy(MappedRow row, Guid? own, ChunkMatches matches) =>
        KeysOf(row)
            .FirstOrDefault(key =>
                import.Target.UniqueKeys.Contains(key.Name) && matches.Of(key.Name, key.Text).Any(id => id != own)
            );

    /// <summary>Every key of the row, none of which must come twice in the file; known once the row is a form.</summary>
    public IReadOnlyList<RowKey> KeysOf(MappedRow row) =>
        row.Keys ??= [.. _keys.SelectMany(key => ReadTexts(row, key).Select(text => new RowKey(key, text)))];

    private IEnumerable<string> TextsOf(MappedRow row, string key) =>
        KeysOf(row).Where(known => known.Name == key).Select(known => known.Text);

    private IReadOnlyList<string> ReadTexts(MappedRow row, string key) =>
        row.Identities.TryGetValue(key, out var identity) ? [identity]
        : row.Form is null || key == ImportContext.IdKey ? []
        : import.Target.KeyTexts(key, row.Form, import.Defaults);
}

/// <summary>What the keys of a chunk's rows led to.</summary>
internal sealed class ChunkMatches
{
    private readonly Dictionary<(string Key, string Text), List<Guid>> _hits = [];

    public void Add(string key, IReadOnlyList<KeyHit> hits)
    {
        foreach (var hit in hits)
        {
            if (!_hits.TryGetValue((key, hit.Text), out var ids))
            {
                _hits.Add((key, hit.Text), ids = []);
            }

            ids.Add(hit.Id);
        }
    }

    public IReadOnlyList<Guid> Of(string key, string text) => _hits.GetValueOrDefault((key, text)) ?? [];
}
