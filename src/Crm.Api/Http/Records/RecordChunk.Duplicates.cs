using Crm.Api.Data;

namespace Crm.Api.Http.Records;

/// <content>How it compares what comes in with what is there.</content>
internal sealed partial class RecordChunk<TEntity, TForm, TResponse>
{
    public async Task<IReadOnlyList<PossibleDuplicate?>> FindDuplicatesAsync(
        IReadOnlyList<(long Line, Guid Id)> rows,
        DuplicateTerms terms,
        IncomingRecords incoming,
        CancellationToken cancellationToken
    )
    {
        var check = resource.Duplicates!;
        var touched = Capture.FindAll(work.Db).Where(check.IsCompared).Select(change => change.Record.Id).ToHashSet();
        var compared = rows.Where(row => _new.ContainsKey(row.Id) || touched.Contains(row.Id)).ToList();
        var found = await ((IncomingRecords<TEntity>)incoming).FindAsync(
            [.. compared.Select(row => (row.Line, _new.GetValueOrDefault(row.Id) ?? _tracked[row.Id]))],
            terms.Threshold ?? check.Threshold,
            terms.Policy == DuplicatePolicy.Block,
            work,
            cancellationToken
        );
        var byLine = compared.Zip(found).ToDictionary(pair => pair.First.Line, pair => pair.Second);
        return [.. rows.Select(row => byLine.GetValueOrDefault(row.Line))];
    }

    public void Withdraw(Guid id)
    {
        work.Withdraw<TEntity>(id);
        if (!_new.Remove(id))
        {
            Forget(id);
        }
    }
}
