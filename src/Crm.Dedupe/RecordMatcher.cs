using Crm.Dedupe.Blocking;
using Crm.Dedupe.Comparing;
using Crm.Dedupe.Scoring;

namespace Crm.Dedupe;

/// <summary>Judges one record beside a few others by what a run has learned before, without a run.</summary>
/// <param name="model">What was learned.</param>
public sealed class RecordMatcher(FittedModel model)
{
    /// <summary>Compares a record of a set with all others of it.</summary>
    /// <param name="set">The record and its candidates; see <see cref="RecordKeys"/>.</param>
    /// <param name="record">The one that the others are compared with.</param>
    /// <returns>The others, the surest first.</returns>
    public IReadOnlyList<RecordMatch> Match(RecordSet set, RecordId record)
    {
        var ids = set.Columns.RowsInOrderOfIds.Select(row => set.Columns.Ids[row]);
        return Over(set).Match(record, ids.Where(id => id != record));
    }

    /// <summary>Gets ready to compare records of a set.</summary>
    public SetMatcher Over(RecordSet set) => new(model, set.Columns);
}

/// <summary>Judges records of one set beside others of it.</summary>
public sealed class SetMatcher
{
    private readonly RecordColumns _records;
    private readonly PairScorer _scorer;
    private readonly BlockKeys _keys;

    internal SetMatcher(FittedModel model, RecordColumns records)
    {
        var companyWeights = model.CompanyWeights(records);
        _records = records;
        _keys = new BlockKeys(records, companyWeights);
        _scorer = new PairScorer(
            new RecordComparer(records, companyWeights, model.TextWeights(records)),
            model.Model,
            new TermFrequencies(records, model.Model, model.Count(records))
        );
    }

    /// <summary>Compares a record with some others.</summary>
    /// <returns>The others, the surest first.</returns>
    public IReadOnlyList<RecordMatch> Match(RecordId record, IEnumerable<RecordId> others)
    {
        var row = RowOf(record);
        return
        [
            .. others
                .Select(id => (Id: id, Row: RowOf(id)))
                .Select(other => new RecordMatch(
                    other.Id,
                    Explanation.Of(_scorer, row, other.Row, _keys.Shared(row, other.Row))
                ))
                .OrderByDescending(match => match.Explanation.MatchWeight),
        ];
    }

    private int RowOf(RecordId id) =>
        _records.TryRowOf(id, out var row)
            ? row
            : throw new ArgumentException($"Record {id.Value} is not in the set.", nameof(id));
}

/// <summary>A record that may be the one which was asked about.</summary>
public sealed record RecordMatch(RecordId Id, Explanation Explanation);
