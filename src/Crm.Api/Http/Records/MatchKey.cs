using System.Linq.Expressions;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Crm.Api.Http.Records;

/// <summary>A field, or a pair of fields, by which an incoming record can be recognised as one that is stored.</summary>
/// <param name="Name">As in <c>matchOn</c>: <c>email</c>, <c>externalId</c>, <c>number</c>, <c>name</c>.</param>
/// <param name="TextsIn">The values a form has for it, in identity form; several when the field is a list.</param>
/// <param name="Hits">Which of some records have which of some texts; one query for any number of texts.</param>
internal sealed record MatchKey<TEntity, TForm>(
    string Name,
    Func<TForm, FormDefaults, IEnumerable<string>> TextsIn,
    Func<IQueryable<TEntity>, IReadOnlyList<string>, IQueryable<KeyHit>> Hits
)
    where TEntity : Record
{
    /// <summary>True when no two live records have the same.</summary>
    public bool IsUnique { get; init; }

    /// <summary>More than any record has parts that could have the same text.</summary>
    private const int Spare = 200;

    /// <summary>The records that have one of the texts. Of a text that very many have, only some are answered, two at the least.</summary>
    public async Task<IReadOnlyList<KeyHit>> FindAsync(
        IQueryable<TEntity> records,
        IReadOnlyCollection<string> texts,
        CancellationToken cancellationToken
    )
    {
        var wanted = texts.ToHashSet(StringComparer.Ordinal);
        if (wanted.Count == 0)
        {
            return [];
        }

        var most = wanted.Count + Spare;
        var hits = await Hits(records, [.. wanted]).Take(most).ToListAsync(cancellationToken);
        if (hits.Count == most && wanted.Count > 1)
        {
            // Some text is in everyone's mouth and may have crowded out the others.
            var half = wanted.Count / 2;
            return
            [
                .. await FindAsync(records, [.. wanted.Take(half)], cancellationToken),
                .. await FindAsync(records, [.. wanted.Skip(half)], cancellationToken),
            ];
        }

        return [.. hits.Where(hit => wanted.Contains(hit.Text)).Distinct()];
    }
}

/// <summary>Makes match keys of what most are: a column.</summary>
internal static class MatchKey
{
    /// <summary>A key that is one column of the record itself.</summary>
    public static MatchKey<TEntity, TForm> Of<TEntity, TForm>(
        string name,
        Func<TForm, string?> textIn,
        Expression<Func<TEntity, string>> column
    )
        where TEntity : Record =>
        new(
            name,
            (form, _) => textIn(form) is { } text ? [text] : [],
            (records, texts) => Among(records, column, texts).Select(Hit(column))
        );

    /// <summary>The name, to the letter, found by the index of its sort key.</summary>
    public static MatchKey<TEntity, TForm> OfName<TEntity, TForm>(
        Func<TForm, string?> textIn,
        Expression<Func<TEntity, string>> column,
        Expression<Func<TEntity, string>> sortColumn
    )
        where TEntity : Record
    {
        var key = Of("name", textIn, column);
        return key with
        {
            Hits = (records, names) =>
                key.Hits(
                    Among(records, sortColumn, [.. names.Select(SortKey.Of).Distinct(StringComparer.Ordinal)]),
                    names
                ),
        };
    }

    private static IQueryable<TEntity> Among<TEntity>(
        IQueryable<TEntity> records,
        Expression<Func<TEntity, string>> column,
        IReadOnlyList<string> texts
    )
    {
        Expression<Func<string, bool>> among = text => EF.Parameter(texts).Contains(text);
        var body = ReplacingExpressionVisitor.Replace(among.Parameters[0], column.Body, among.Body);
        return records.Where(Expression.Lambda<Func<TEntity, bool>>(body, column.Parameters));
    }

    private static Expression<Func<TEntity, KeyHit>> Hit<TEntity>(Expression<Func<TEntity, string>> column)
        where TEntity : Record
    {
        Expression<Func<TEntity, string, KeyHit>> hit = (record, text) => new KeyHit(text, record.Id, record.Version);
        var body = ReplacingExpressionVisitor.Replace(hit.Parameters, [column.Parameters[0], column.Body], hit.Body);
        return Expression.Lambda<Func<TEntity, KeyHit>>(body, column.Parameters);
    }
}

/// <summary>A stored record that has a text for a key.</summary>
internal readonly record struct KeyHit(string Text, Guid Id, long Version);
