using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Crm.Api.Data.Bulk;

/// <summary>
/// Reads what hangs on a page of records, whose ids are in order: each table once, since what belongs to them lies between the first and
/// the last of them. Of records that are few, and may lie far apart, the ids are named instead.
/// </summary>
/// <param name="ids">In ascending order.</param>
internal sealed class AlongIds(IReadOnlyList<Guid> ids)
{
    /// <summary>Of records that are fewer, the ids are named.</summary>
    public const int Few = 500;

    /// <summary>The rows that hang on one of the records.</summary>
    public IQueryable<T> Among<T>(IQueryable<T> rows, Expression<Func<T, Guid>> idOf)
    {
        Expression<Func<Guid, bool>> isMeant;
        if (ids.Count < Few)
        {
            isMeant = id => EF.Parameter(ids).Contains(id);
        }
        else
        {
            var (first, last) = (ids[0], ids[^1]);
            isMeant = id => id >= first && id <= last;
        }

        var body = ReplacingExpressionVisitor.Replace(isMeant.Parameters[0], idOf.Body, isMeant.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(body, idOf.Parameters));
    }

    /// <summary>Goes along both, which are in the same order, and gives each row to its record.</summary>
    /// <param name="rows">In the order of the ids; may have rows of other records between them.</param>
    /// <param name="idOf">The record a row hangs on.</param>
    /// <param name="give">Takes the record's place in the page, and the row.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task DealAsync<TRow>(
        IQueryable<TRow> rows,
        Func<TRow, Guid> idOf,
        Action<int, TRow> give,
        CancellationToken cancellationToken
    )
    {
        var index = 0;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (IsNext(idOf(row), ref index))
            {
                give(index, row);
            }
        }
    }

    /// <inheritdoc cref="DealAsync{TRow}"/>
    /// <param name="reader">Reads them.</param>
    /// <param name="columns">What is read of them; the first column is the record a row hangs on.</param>
    /// <param name="give">Takes the record's place in the page, and the row.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task DealAsync(
        RowReader reader,
        IQueryable columns,
        Action<int, PlainRow> give,
        CancellationToken cancellationToken
    )
    {
        var index = 0;
        return reader.ForEachAsync(
            columns,
            row =>
            {
                if (IsNext(row.Id(0), ref index))
                {
                    give(index, row);
                }
            },
            cancellationToken
        );
    }

    private bool IsNext(Guid id, ref int index)
    {
        while (index < ids.Count && ids[index].CompareTo(id) < 0)
        {
            index++;
        }

        return index < ids.Count && ids[index] == id;
    }
}
