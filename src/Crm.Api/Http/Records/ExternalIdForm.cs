using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Crm.Api.Filters;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Http.Records;

/// <summary>What another system calls the record.</summary>
internal sealed class ExternalIdForm
{
    /// <summary>The other system.</summary>
    [Required]
    [StringLength(60)]
    [Example("erp")]
    public string? System { get; init; }

    /// <summary>The record's id over there.</summary>
    [Required]
    [StringLength(200)]
    [Example("10045")]
    public string? Value { get; init; }
}

/// <summary>External ids between form, entity and filter; the same for every resource that has them.</summary>
internal static class ExternalIds
{
    private const char Separator = ':';

    public static IReadOnlyList<ExternalIdForm>? ToForm<TOwner>(List<ExternalId<TOwner>> ids)
        where TOwner : Record =>
        ids.Count == 0
            ? null
            :
            [
                .. ids.OrderBy(id => id.System, StringComparer.Ordinal)
                    .ThenBy(id => id.Value, StringComparer.Ordinal)
                    .Select(id => new ExternalIdForm { System = id.System, Value = id.Value }),
            ];

    public static void Fill<TOwner>(List<ExternalId<TOwner>> ids, IReadOnlyList<ExternalIdForm>? form)
        where TOwner : Record
    {
        var wanted = form?.Select(KeyOf).ToList() ?? [];
        if (wanted.Distinct().Count() < wanted.Count)
        {
            throw RuleBroken.Invalid("duplicate-in-list", "An external id is given twice.", "/externalIds");
        }

        Parts.SyncByKey(ids, wanted, id => (id.System, id.Value), key => key, (id, key) => (id.System, id.Value) = key);
    }

    /// <summary>The key <c>externalId</c> of upserts and imports; its text is <c>system:value</c>.</summary>
    public static MatchKey<TEntity, TForm> Key<TEntity, TForm>(
        Expression<Func<TEntity, IEnumerable<ExternalId<TEntity>>>> ids,
        Func<TForm, IReadOnlyList<ExternalIdForm>?> inForm
    )
        where TEntity : Record =>
        new(
            "externalId",
            form =>
                inForm(form)
                    ?.Where(id => id.System is not null && id.Value is not null)
                    .Select(id => $"{KeyOf(id).System}{Separator}{KeyOf(id).Value}")
                ?? [],
            text => Matching(ids, text)
        );

    public static FieldTable<ExternalId<TOwner>> Fields<TOwner>()
        where TOwner : Record =>
        new FieldTable<ExternalId<TOwner>>()
            .Text("system", id => id.System)
            .Text("value", id => id.Value, literal: Normaliser.Identifier);

    private static Expression<Func<TEntity, bool>> Matching<TEntity>(
        Expression<Func<TEntity, IEnumerable<ExternalId<TEntity>>>> ids,
        string text
    )
        where TEntity : Record
    {
        var border = text.IndexOf(Separator, StringComparison.Ordinal);
        var system = border < 0 ? "" : text[..border];
        var value = text[(border + 1)..];
        // Only with the trash left out does the unique index serve.
        Expression<Func<ExternalId<TEntity>, bool>> isIt = id =>
            id.System == system && id.Value == value && id.DeleteTime == null;
        var any = Expression.Call(
            typeof(Enumerable),
            nameof(Enumerable.Any),
            [typeof(ExternalId<TEntity>)],
            ids.Body,
            isIt
        );
        return Expression.Lambda<Func<TEntity, bool>>(any, ids.Parameters);
    }

    private static (string System, string Value) KeyOf(ExternalIdForm id) =>
        (Normaliser.Identifier(id.System!), Normaliser.Identifier(id.Value!));
}
