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
        var records = set.Columns;
        if (!records.TryRowOf(record, out var row))
        {
            throw new ArgumentException($"Record {record.Value} is not in the set.", nameof(record));
        }

        var companyWeights = model.CompanyWeights(records);
        var scorer = new PairScorer(
            new RecordComparer(records, companyWeights, model.TextWeights(records)),
            model.Model,
            new TermFrequencies(records, model.Model, model.Count(records))
        );
        var keys = new BlockKeys(records, companyWeights);
        return
        [
            .. records
                .RowsInOrderOfIds.Where(other => other != row)
                .Select(other => new RecordMatch(
                    records.Ids[other],
                    Explanation.Of(scorer, row, other, keys.Shared(row, other))
                ))
                .OrderByDescending(match => match.Explanation.MatchWeight),
        ];
    }
}

/// <summary>A record that may be the one which was asked about.</summary>
public sealed record RecordMatch(RecordId Id, Explanation Explanation);
