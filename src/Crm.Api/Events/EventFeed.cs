using System.Globalization;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Paging;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Events;

/// <summary>
/// Reads the events in an order that no late commit can slip into. A sequence number is drawn before its transaction commits, so a lower
/// one may appear after a higher one; on shared engines the order is therefore by transaction first, and only settled ones are read.
/// </summary>
internal sealed class EventFeed(DatabaseEngine engine, NodeSecrets secrets, TimeProvider clock)
{
    /// <summary>A consumer may come back after any holiday.</summary>
    private static readonly TimeSpan CursorLifetime = TimeSpan.FromDays(3650);

    private const string Purpose = "events";

    private readonly PageTokenProtector _cursors = new(secrets.PageTokens, clock, CursorLifetime);

    public FeedPlace PlaceOf(string? cursor)
    {
        if (cursor is null)
        {
            return default;
        }

        var reading = _cursors.Read(cursor, Purpose);
        return reading.Outcome == PageTokenOutcome.Ok
            ? new FeedPlace(
                ulong.Parse(reading.Position[0]!, CultureInfo.InvariantCulture),
                long.Parse(reading.Position[1]!, CultureInfo.InvariantCulture)
            )
            : throw new ProblemException(
                Problem.Malformed("after", "cursor-malformed", "The cursor is not one of this feed.")
            );
    }

    public string CursorOf(FeedPlace place) =>
        _cursors.Write(
            [
                place.Transaction.ToString(CultureInfo.InvariantCulture),
                place.Sequence.ToString(CultureInfo.InvariantCulture),
            ],
            Purpose
        );

    /// <summary>The place of the last event there is, for those who want to hear only what comes.</summary>
    public async Task<FeedPlace> EndAsync(CrmDb db, CancellationToken cancellationToken)
    {
        var settled = Settled(db);
        var last = engine.IsShared
            ? Placed(
                settled
                    .OrderByDescending(happened => EF.Property<ulong>(happened, Event.TransactionColumn))
                    .ThenByDescending(happened => happened.Sequence)
            )
            : settled
                .OrderByDescending(happened => happened.Sequence)
                .Select(happened => new PlacedEvent { Event = happened });
        return (await last.FirstOrDefaultAsync(cancellationToken))?.Place ?? default;
    }

    /// <summary>The events after a place, each with its own.</summary>
    public async Task<IReadOnlyList<PlacedEvent>> ReadAsync(
        CrmDb db,
        FeedPlace after,
        FeedFilter filter,
        int count,
        CancellationToken cancellationToken
    )
    {
        var settled = Settled(db);
        if (filter.RecordId is { } record)
        {
            settled = settled.Where(happened => happened.RecordId == record);
        }

        if (filter.Type is { } type)
        {
            settled = settled.Where(happened => happened.Type == type);
        }

        var rest = engine.IsShared ? ByTransaction(settled, after) : BySequence(settled, after);
        return await rest.Take(count).ToListAsync(cancellationToken);
    }

    private IQueryable<Event> Settled(CrmDb db) => db.Events.FromSqlRaw(engine.SettledEventsSql).AsNoTracking();

    private static IQueryable<PlacedEvent> BySequence(IQueryable<Event> settled, FeedPlace after) =>
        settled
            .Where(happened => happened.Sequence > after.Sequence)
            .OrderBy(happened => happened.Sequence)
            .Select(happened => new PlacedEvent { Event = happened });

    private static IQueryable<PlacedEvent> ByTransaction(IQueryable<Event> settled, FeedPlace after) =>
        Placed(
            settled
                .Where(happened =>
                    EF.Property<ulong>(happened, Event.TransactionColumn) > after.Transaction
                    || (
                        EF.Property<ulong>(happened, Event.TransactionColumn) == after.Transaction
                        && happened.Sequence > after.Sequence
                    )
                )
                .OrderBy(happened => EF.Property<ulong>(happened, Event.TransactionColumn))
                .ThenBy(happened => happened.Sequence)
        );

    private static IQueryable<PlacedEvent> Placed(IQueryable<Event> ofShared) =>
        ofShared.Select(happened => new PlacedEvent
        {
            Event = happened,
            Transaction = EF.Property<ulong>(happened, Event.TransactionColumn),
        });
}

/// <summary>Where an event stands in the feed.</summary>
internal readonly record struct FeedPlace(ulong Transaction, long Sequence);

/// <summary>Which events are wanted; null: all.</summary>
internal readonly record struct FeedFilter(Guid? RecordId, string? Type);

/// <summary>An event with the transaction that wrote it.</summary>
internal sealed class PlacedEvent
{
    public required Event Event { get; init; }

    public ulong Transaction { get; init; }

    public FeedPlace Place => new(Transaction, Event.Sequence);

    public EventResponse ToResponse(IReadOnlyDictionary<Guid, string> keyNames) =>
        new()
        {
            Id = Event.Id,
            Type = Event.Type,
            Time = Event.Time,
            RecordType = Event.RecordType,
            RecordId = Event.RecordId,
            RecordVersion = Event.RecordVersion,
            KeyId = Event.KeyId,
            KeyName = Event.KeyId is { } key ? keyNames.GetValueOrDefault(key) : null,
            Via = Event.Via,
            RequestId = Event.RequestId,
            Silent = Event.IsSilent ? true : null,
            Changes = EventResponse.ChangesOf(Event.Changes),
        };
}
