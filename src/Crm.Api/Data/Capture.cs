using Crm.Api.Events;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Crm.Api.Data;

/// <summary>
/// The one place every change passes on its way to the database: versions and times are set, and an event that says who changed
/// what from which value to which is added to the same transaction. Parts count as changes of their record.
/// </summary>
internal static class Capture
{
    /// <returns>What is going to be saved, and the events that tell of it.</returns>
    public static (IReadOnlyList<RecordChange> Changes, IReadOnlyList<Event> Events) Stamp(CrmDb db)
    {
        var changes = Changes(db);
        var events = new List<Event>(changes.Count);
        foreach (var change in changes)
        {
            var author = db.Author ?? throw new InvalidOperationException("Writes go through a unit of work.");
            events.Add(
                change.Root.State == EntityState.Added ? Created(change.Record, author) : Updated(change, author)
            );
            MarkPartsWithTrash(change);
        }

        return (changes, events);
    }

    /// <summary>What of a record that was read differs from what is stored; null when nothing does.</summary>
    public static RecordChange? Find(CrmDb db, Record record) =>
        FindAll(db).FirstOrDefault(change => change.Record == record);

    /// <summary>What differs from what is stored.</summary>
    public static IReadOnlyList<RecordChange> FindAll(CrmDb db)
    {
        db.ChangeTracker.DetectChanges();
        return Changes(db);
    }

    /// <summary>Tells those who follow records of the changes, before they are saved.</summary>
    public static async Task TellAsync(
        CrmDb db,
        IReadOnlyList<RecordChange> changes,
        CancellationToken cancellationToken
    )
    {
        foreach (var follower in db.Followers)
        {
            var followed = changes.Where(change => change.Record.GetType() == follower.Kind).ToList();
            if (followed.Count > 0)
            {
                await follower.SavingAsync(db, followed, cancellationToken);
            }
        }
    }

    /// <summary>Stamps a record that is about to be inserted, and says so in an event.</summary>
    public static Event Created(Record record, Author author)
    {
        record.CreateTime = author.Now;
        record.UpdateTime = author.Now;
        record.Version++;
        return EventOf(record, "created", changes: null, author);
    }

    private static Event Updated(RecordChange change, Author author)
    {
        var record = change.Record;
        record.UpdateTime = author.Now;
        record.Version++;
        // Changes were detected before these two were set, and parts may be all that changed: without a word they would not be written.
        change.Root.Property(nameof(Record.Version)).IsModified = true;
        change.Root.Property(nameof(Record.UpdateTime)).IsModified = true;
        return EventOf(record, Verb(change), ChangeImage.Of(change), author);
    }

    private static Event EventOf(Record record, string verb, string? changes, Author author) =>
        new()
        {
            Id = author.Ids.Next(),
            Type = $"{EventNames.Of(record)}.{verb}",
            RecordType = EventNames.Of(record),
            RecordId = record.Id,
            RecordVersion = record.Version,
            Time = author.Now,
            KeyId = author.KeyId,
            Via = author.Via,
            RequestId = author.RequestId,
            IsSilent = author.IsSilent,
            Changes = changes,
        };

    private static string Verb(RecordChange change)
    {
        if (
            change.Record is IMergeable
            && change.Root.Property(nameof(IMergeable.MergedIntoId)) is { IsModified: true } into
        )
        {
            return into.CurrentValue is null ? "unmerged" : "merged";
        }

        var deleteTime = change.Root.Property(nameof(Record.DeleteTime));
        return (deleteTime.IsModified, deleteTime.CurrentValue) switch
        {
            (true, not null) => "deleted",
            (true, null) => "undeleted",
            _ => "updated",
        };
    }

    /// <summary>Said to the change tracker, since changes were detected before; and after the image, which is of what people changed.</summary>
    private static void MarkPartsWithTrash(RecordChange change)
    {
        foreach (
            var part in change.Parts.Where(part => part is { Entity: ITrashMarked, State: not EntityState.Deleted })
        )
        {
            part.Property(nameof(ITrashMarked.DeleteTime)).CurrentValue = change.Record.DeleteTime;
        }
    }

    private static List<RecordChange> Changes(CrmDb db)
    {
        var roots = new Dictionary<Guid, RecordChange>();
        foreach (var entry in db.ChangeTracker.Entries<Record>())
        {
            roots[entry.Entity.Id] = new RecordChange(entry);
        }

        foreach (var entry in db.ChangeTracker.Entries<Part>())
        {
            if (roots.TryGetValue(entry.Entity.ParentId, out var change))
            {
                change.Parts.Add(entry);
            }
        }

        return [.. roots.Values.Where(change => change.HasChanges)];
    }
}

/// <summary>A record with its tracked parts, some of which differ from what is stored.</summary>
internal sealed class RecordChange(EntityEntry<Record> root)
{
    public EntityEntry<Record> Root => root;

    public Record Record => root.Entity;

    public List<EntityEntry<Part>> Parts { get; } = [];

    public bool HasChanges =>
        root.State is EntityState.Added or EntityState.Modified
        || Parts.Exists(part => part.State is not EntityState.Unchanged);
}
