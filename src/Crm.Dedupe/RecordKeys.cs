using Crm.Dedupe.Blocking;

namespace Crm.Dedupe;

/// <summary>
/// The block keys of records, for storing and looking up: they depend on nothing but the record. Two records that share none
/// are hardly ever one. Keys that many unrelated records share are left out; those of a weak kind (<see cref="BlockKinds.IsWeak"/>)
/// still have large blocks in a large set, and are worth looking up while few records have them.
/// </summary>
public static class RecordKeys
{
    /// <param name="types">What each value is; null for one to leave out.</param>
    /// <param name="values">The record.</param>
    /// <returns>The keys, the most telling first.</returns>
    public static IReadOnlyList<RecordKey> Of(IReadOnlyList<FieldType?> types, ReadOnlySpan<string?> values)
    {
        var builder = new RecordSetBuilder(types);
        builder.Add(new RecordId(0), values);
        return Of(builder.Build()).Single().Keys;
    }

    /// <summary>The keys of many records, in the order of their ids.</summary>
    public static IEnumerable<(RecordId Id, IReadOnlyList<RecordKey> Keys)> Of(RecordSet set)
    {
        var records = set.Columns;
        var keys = new BlockKeys(records, FittedModel.Default.CompanyWeights(records));
        foreach (var row in records.RowsInOrderOfIds)
        {
            yield return (records.Ids[row], keys.Telling(row));
        }
    }
}

/// <summary>A key of a record.</summary>
/// <param name="Kind">What records with this key have in common.</param>
/// <param name="Hash">The same in every process.</param>
public readonly record struct RecordKey(BlockKind Kind, long Hash);
