using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Crm.Api.Filters;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;
using Microsoft.EntityFrameworkCore;

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
    private const string Separator = ":";

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
            (form, _) =>
                inForm(form)
                    ?.Where(id => id.System is not null && id.Value is not null)
                    .Select(id => $"{KeyOf(id).System}{Separator}{KeyOf(id).Value}")
                ?? [],
            (records, texts) => Hits(records, ids, texts)
        )
        {
            IsUnique = true,
        };

    public static FieldTable<ExternalId<TOwner>> Fields<TOwner>()
        where TOwner : Record =>
        new FieldTable<ExternalId<TOwner>>()
            .Text("system", id => id.System)
            .Text("value", id => id.Value, literal: Normaliser.Identifier);

    private static IQueryable<KeyHit> Hits<TEntity>(
        IQueryable<TEntity> records,
        Expression<Func<TEntity, IEnumerable<ExternalId<TEntity>>>> ids,
        IReadOnlyList<string> texts
    )
        where TEntity : Record
    {
        var asked = texts.Select(Split).ToList();
        IReadOnlyList<string> systems = [.. asked.Select(id => id.System).Distinct(StringComparer.Ordinal)];
        IReadOnlyList<string> values = [.. asked.Select(id => id.Value).Distinct(StringComparer.Ordinal)];
        // Only with the trash left out does the unique index serve. One system's value met in another is dropped with the text.
        return records
            .SelectMany(ids, (record, id) => new { record, id })
            .Where(pair =>
                EF.Parameter(systems).Contains(pair.id.System)
                && EF.Parameter(values).Contains(pair.id.Value)
                && pair.id.DeleteTime == null
            )
            .Select(pair => new KeyHit(
                pair.id.System + Separator + pair.id.Value,
                pair.record.Id,
                pair.record.Version
            ));
    }

    private static (string System, string Value) Split(string text)
    {
        var border = text.IndexOf(Separator, StringComparison.Ordinal);
        return (border < 0 ? "" : text[..border], text[(border + 1)..]);
    }

    private static (string System, string Value) KeyOf(ExternalIdForm id) =>
        (Normaliser.Identifier(id.System!), Normaliser.Identifier(id.Value!));
}
