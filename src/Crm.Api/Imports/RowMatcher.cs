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

    /// <summary>A unique key of the row that another record has.</summary>
    public (string Key, string Text)? TakenBy(MappedRow row, Guid? own, ChunkMatches matches)
    {
        foreach (var key in import.Target.UniqueKeys)
        {
            foreach (var text in TextsOf(row, key))
            {
                if (matches.Of(key, text).Any(id => id != own))
                {
                    return (key, text);
                }
            }
        }

        return null;
    }

    /// <summary>Every key of the row that must not come twice in the file.</summary>
    public IEnumerable<(string Key, string Text)> KeysOf(MappedRow row) =>
        _keys.SelectMany(key => TextsOf(row, key).Select(text => (key, text)));

    private IReadOnlyList<string> TextsOf(MappedRow row, string key)
    {
        if (!row.KeyTexts.TryGetValue(key, out var texts))
        {
            row.KeyTexts[key] = texts =
                row.Identities.TryGetValue(key, out var identity) ? [identity]
                : row.Form is null || key == ImportContext.IdKey ? []
                : import.Target.KeyTexts(key, row.Form, import.Defaults);
        }

        return texts;
    }
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
