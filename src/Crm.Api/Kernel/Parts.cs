namespace Crm.Api.Kernel;

/// <summary>Brings the stored parts of a record in line with what a form says, touching only what differs.</summary>
internal static class Parts
{
    /// <summary>Matches by place: item i of the form is row i of the list.</summary>
    public static void SyncByPosition<TPart, TItem>(
        List<TPart> parts,
        IReadOnlyList<TItem>? items,
        Action<TPart, TItem> fill
    )
        where TPart : ListedPart, new()
    {
        items ??= [];
        parts.Sort((a, b) => a.Position.CompareTo(b.Position));
        for (var position = 0; position < items.Count; position++)
        {
            if (position == parts.Count)
            {
                parts.Add(new TPart { Position = position });
            }

            fill(parts[position], items[position]);
        }

        parts.RemoveRange(items.Count, parts.Count - items.Count);
    }

    /// <summary>Matches by key: rows whose key the form no longer names are removed, others are filled or added.</summary>
    public static void SyncByKey<TPart, TItem, TKey>(
        List<TPart> parts,
        IReadOnlyList<TItem>? items,
        Func<TPart, TKey> keyOfPart,
        Func<TItem, TKey> keyOfItem,
        Action<TPart, TItem> fill
    )
        where TPart : Part, new()
        where TKey : notnull
    {
        items ??= [];
        var wanted = items.Select(keyOfItem).ToHashSet();
        parts.RemoveAll(part => !wanted.Contains(keyOfPart(part)));
        var present = parts.ToDictionary(keyOfPart);
        foreach (var item in items)
        {
            if (!present.TryGetValue(keyOfItem(item), out var part))
            {
                part = new TPart();
                parts.Add(part);
                present.Add(keyOfItem(item), part);
            }

            fill(part, item);
        }
    }
}
