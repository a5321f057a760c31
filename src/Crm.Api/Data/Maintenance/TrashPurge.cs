using System.Collections.Concurrent;
using System.Reflection;
using Crm.Api.Access;
using Crm.Api.ApiKeys;
using Crm.Api.Attachments;
using Crm.Api.Consents;
using Crm.Api.DedupeDecisions;
using Crm.Api.Events;
using Crm.Api.Kernel;
using Crm.Api.Relationships;
using Crm.Api.Schedules;
using Crm.Api.Segments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Data.Maintenance;

/// <summary>
/// Removes from the trash for good what has lain there long enough, one record to a transaction. What others still refer to is left
/// alone, and the log says once by whom.
/// </summary>
internal sealed partial class TrashPurge(IServiceScopeFactory scopes, ILogger<TrashPurge> logger)
{
    private const int RecordsAtOnce = 500;

    private static readonly MethodInfo RunOfKind = Method(nameof(RunAsync), BindingFlags.Instance, isGeneric: true);
    private static readonly MethodInfo Refers = Method(nameof(RefersAsync), BindingFlags.Static, isGeneric: true);

    /// <summary>What goes with a record because it means nothing without it.</summary>
    private static readonly Func<CrmDb, Guid, CancellationToken, Task<int>>[] Hanging =
    [
        (db, id, stop) => db.Set<KeyUse>().Where(use => use.KeyId == id).ExecuteDeleteAsync(stop),
        (db, id, stop) => db.Set<Attachment>().Where(file => file.RecordId == id).ExecuteDeleteAsync(stop),
        // What was said stays said of the address.
        (db, id, stop) =>
            db.Set<ConsentEvent>()
                .Where(consent => consent.CustomerId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(consent => consent.CustomerId, (Guid?)null), stop),
        (db, id, stop) =>
            db.Set<DedupeDecision>()
                .Where(decision => decision.FirstCustomerId == id || decision.SecondCustomerId == id)
                .ExecuteDeleteAsync(stop),
        (db, id, stop) => db.Set<ScheduleFire>().Where(fire => fire.ScheduleId == id).ExecuteDeleteAsync(stop),
        (db, id, stop) =>
            db.Set<Relationship>()
                .Where(link => link.FromCustomerId == id || link.ToCustomerId == id)
                .ExecuteDeleteAsync(stop),
        (db, id, stop) =>
            db.Set<SegmentMember>()
                .Where(member => member.SegmentId == id || member.CustomerId == id)
                .ExecuteDeleteAsync(stop),
    ];

    private readonly ConcurrentDictionary<Guid, bool> _left = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Type> kinds;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
            kinds =
            [
                .. db
                    .Model.GetEntityTypes()
                    .Select(kind => kind.ClrType)
                    .Where(kind => kind.IsAssignableTo(typeof(Record))),
            ];
        }

        foreach (var kind in kinds)
        {
            await (Task)RunOfKind.MakeGenericMethod(kind).Invoke(this, [cancellationToken])!;
        }
    }

    private async Task RunAsync<T>(CancellationToken cancellationToken)
        where T : Record
    {
        var last = Guid.Empty;
        List<Guid> due;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("purge"));
            due = await work.QueryWithTrash<T>()
                .Where(record => record.PurgeTime <= work.Now && record.Id > last)
                .OrderBy(record => record.Id)
                .Select(record => record.Id)
                .Take(RecordsAtOnce)
                .ToListAsync(cancellationToken);
            foreach (var id in due)
            {
                await PurgeAsync<T>(id, cancellationToken);
                last = id;
            }
        } while (due.Count == RecordsAtOnce);
    }

    private async Task PurgeAsync<T>(Guid id, CancellationToken cancellationToken)
        where T : Record
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("purge"));
        await work.BeginAsync(cancellationToken);
        var record = await work.QueryWithTrash<T>()
            .AsNoTracking()
            .FirstOrDefaultAsync(record => record.Id == id && record.PurgeTime <= work.Now, cancellationToken);
        if (record is null)
        {
            return;
        }

        foreach (var removal in Hanging)
        {
            await removal(work.Db, id, cancellationToken);
        }

        if (await ReferenceToAsync<T>(work.Db, id, cancellationToken) is { } reference)
        {
            if (_left.TryAdd(id, true))
            {
                LeftInTrash(logger, EventNames.Of(typeof(T)), id, reference);
            }

            return;
        }

        await work.QueryWithTrash<T>().Where(doomed => doomed.Id == id).ExecuteDeleteAsync(cancellationToken);
        work.Db.Events.Add(Purged(record, work));
        await work.Db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>The first column that still refers to the record.</summary>
    private static async Task<string?> ReferenceToAsync<T>(CrmDb db, Guid id, CancellationToken cancellationToken)
        where T : Record
    {
        var keys = db.Model.FindEntityType(typeof(T))!.GetReferencingForeignKeys();
        foreach (var key in keys.Where(key => key.DeleteBehavior == DeleteBehavior.NoAction))
        {
            var refers = Refers.MakeGenericMethod(key.DeclaringEntityType.ClrType);
            if (await (Task<bool>)refers.Invoke(null, [db, key.Properties[0], id, cancellationToken])!)
            {
                return $"{key.DeclaringEntityType.GetTableName()}.{key.Properties[0].GetColumnName()}";
            }
        }

        return null;
    }

    private static Task<bool> RefersAsync<TOther>(
        CrmDb db,
        IReadOnlyProperty reference,
        Guid id,
        CancellationToken cancellationToken
    )
        where TOther : class
    {
        var name = reference.Name;
        return reference.ClrType == typeof(Guid)
            ? db.Set<TOther>().AnyAsync(other => EF.Property<Guid>(other, name) == id, cancellationToken)
            : db.Set<TOther>().AnyAsync(other => EF.Property<Guid?>(other, name) == id, cancellationToken);
    }

    private static Event Purged(Record record, Work work) =>
        new()
        {
            Id = work.NewId(),
            Type = $"{EventNames.Of(record)}.purged",
            RecordType = EventNames.Of(record),
            RecordId = record.Id,
            RecordVersion = record.Version,
            Time = work.Now,
            Via = work.Caller.Via,
        };

    private static MethodInfo Method(string name, BindingFlags kind, bool isGeneric) =>
        typeof(TrashPurge)
            .GetMethods(kind | BindingFlags.NonPublic | BindingFlags.Public)
            .Single(method => method.Name == name && method.IsGenericMethodDefinition == isGeneric);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The {Kind} {Id} stays in the trash because {Reference} still refers to it."
    )]
    private static partial void LeftInTrash(ILogger logger, string kind, Guid id, string reference);
}
