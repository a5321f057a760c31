namespace Crm.Dedupe;

/// <summary>Cleaned records, ready for a run; made by a <see cref="RecordSetBuilder"/>.</summary>
public sealed class RecordSet
{
    internal RecordSet(RecordColumns columns) => Columns = columns;

    public int Count => Columns.Count;

    internal RecordColumns Columns { get; }
}
