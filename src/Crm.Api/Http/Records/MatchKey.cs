using System.Linq.Expressions;

namespace Crm.Api.Http.Records;

/// <summary>A field, or a pair of fields, by which an incoming record can be recognised as one that is stored.</summary>
/// <param name="Name">As in <c>matchOn</c>: <c>email</c>, <c>externalId</c>, <c>number</c>, <c>name</c>.</param>
/// <param name="TextsIn">The values a form has for it, in identity form; several when the field is a list.</param>
/// <param name="Matching">The stored records that have such a value.</param>
internal sealed record MatchKey<TEntity, TForm>(
    string Name,
    Func<TForm, IEnumerable<string>> TextsIn,
    Func<string, Expression<Func<TEntity, bool>>> Matching
);
