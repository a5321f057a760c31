using Crm.Api.Access;
using Crm.Api.Data.Bulk;
using Crm.Api.Data.Following;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Api.Data;

/// <summary>
/// One unit of work for one caller: what it may see, one moment in time, and, once begun, one transaction in which everything is
/// saved or nothing.
/// </summary>
internal sealed class Work(
    CrmDb db,
    DatabaseEngine engine,
    TimeProvider clock,
    Numbers numbers,
    IEnumerable<RecordFollower> followers
) : IAsyncDisposable
{
    /// <summary>How many of those who change one record at the same moment get through before the last is refused.</summary>
    private const int Attempts = 10;

    private IDisposable? _turn;
    private readonly Dictionary<object, object?> _remembered = [];
    private readonly HashSet<(Type, Guid)> _known = [];
    private readonly Dictionary<(Type, Guid), Record> _unsaved = [];
    private readonly Dictionary<string, NumberBlock> _numbers = new(StringComparer.Ordinal);
    private IDbContextTransaction? _transaction;
    private SequentialIds? _ids;

    public CrmDb Db => db;

    /// <summary>Inserts many rows at once, in this work's transaction.</summary>
    public BulkWriter Bulk => engine.BulkInto(db);

    /// <summary>Reads many rows at once.</summary>
    public RowReader Rows => new(db, engine);

    /// <summary>How many numbers of a series to reserve when one is asked for; those that are not used are gaps.</summary>
    public int NumbersAtOnce { get; set; } = 1;

    /// <summary>True when only a plan is made: nothing is saved in the end, and no numbers are used up.</summary>
    public bool IsRehearsal { get; set; }

    /// <summary>True when what is created here is a part of many, at whose end those who follow such records are asked to catch up.</summary>
    public bool IsPartOfMany { get; set; }

    /// <summary>What is meant where a form leaves it open and the record does not say either.</summary>
    public FormDefaults Defaults { get; set; } = FormDefaults.None;

    /// <summary>True when webhooks and automations are to leave out what is done here.</summary>
    public bool IsSilent { get; set; }

    public Caller Caller { get; private set; } = Caller.Nobody;

    /// <summary>The moment all of this work happens at.</summary>
    public DateTimeOffset Now { get; private set; } = clock.Now();

    /// <summary>Says for whom the work is done; reading needs no more.</summary>
    public Work For(Caller caller)
    {
        Caller = caller;
        return this;
    }

    /// <summary>Opens the transaction: waits for the turn to write first, where writers take turns.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) => BeginAsync(isPatient: false, cancellationToken);

    private async Task BeginAsync(bool isPatient, CancellationToken cancellationToken)
    {
        _turn = await engine.TakeWriteTurnAsync(isPatient, cancellationToken);
        _transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        Now = clock.Now();
        Forget();
        _ids = new SequentialIds(Now);
        db.Author = new Author(Caller.KeyId, Caller.Via, Caller.RequestId, Now, _ids, IsSilent);
        db.Bulk = Bulk;
        db.Followers = [.. followers];
    }

    /// <summary>Opens the transaction for what has time: others go before it, and when they are many, it waits for its turn again.</summary>
    public async Task BeginPatientlyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await BeginAsync(isPatient: true, cancellationToken);
                return;
            }
            catch (DatabaseBusy)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>
    /// Does something that begins and commits this work, and does it once more when another transaction was in the way: where writers take
    /// no turns, two may read the same and only one can save. The second then finds what the first has done.
    /// </summary>
    public async Task<T> RepeatAsync<T>(Func<Task<T>> attempt)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (Exception failure) when (number < Attempts && MayPass(failure, isFirst: number == 1))
            {
                await DisposeAsync();
                db.ChangeTracker.Clear();
            }
        }

        // A value that is still taken when it is looked at again has an owner.
        bool MayPass(Exception failure, bool isFirst) =>
            engine.IsShared && (Collisions.IsOne(failure, engine) || isFirst && Collisions.IsTaken(failure, engine));
    }

    /// <summary>A view of the database that stays the same while others write, until it is disposed.</summary>
    public Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancellationToken) =>
        engine.BeginSnapshotAsync(db, cancellationToken);

    /// <summary>Refuses to write something large when that would take the last room on the disk.</summary>
    public void KeepReserve(long bytes = 0) => engine.KeepReserve(bytes);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await _transaction!.CommitAsync(cancellationToken);
        engine.Committed(db);
        await DisposeAsync();
    }

    /// <summary>The records of one kind that the caller may see, without the trash.</summary>
    public IQueryable<T> Query<T>()
        where T : Record => QueryWithTrash<T>().Where(record => record.DeleteTime == null);

    /// <summary>The records of one kind that the caller may see, with the trash: the one root every query starts from.</summary>
    public IQueryable<T> QueryWithTrash<T>()
        where T : Record => db.Set<T>();

    /// <summary>A new id, ordered by this work's moment.</summary>
    public Guid NewId() => (_ids ??= new SequentialIds(Now)).Next();

    /// <summary>The next number of a series, such as <c>Q-2026-000123</c>.</summary>
    public async Task<string> NextNumberAsync(string series, CancellationToken cancellationToken)
    {
        if (IsRehearsal)
        {
            return $"{series}-{0:D6}";
        }

        if (!_numbers.TryGetValue(series, out var block) || block.Left == 0)
        {
            block = await numbers.ReserveAsync(db, series, NumbersAtOnce, cancellationToken);
        }

        _numbers[series] = block with { Next = block.Next + 1 };
        return $"{series}-{block.Next:D6}";
    }

    /// <summary>Reads something once for all of this work, such as the definitions that every record is checked against.</summary>
    /// <param name="key">What is read; equal keys mean the same.</param>
    /// <param name="read">Reads it when nobody has before.</param>
    public async Task<T> RememberAsync<T>(object key, Func<Task<T>> read)
    {
        if (!_remembered.TryGetValue(key, out var known))
        {
            _remembered[key] = known = await read();
        }

        return (T)known!;
    }

    /// <summary>Like <see cref="RememberAsync"/> for a tracked entity, which is read again once the change tracker has let go of it.</summary>
    public async Task<T> RememberTrackedAsync<T>(object key, Func<Task<T>> read)
        where T : class
    {
        if (_remembered.GetValueOrDefault(key) is T known && db.Entry(known).State != EntityState.Detached)
        {
            return known;
        }

        var entity = await read();
        _remembered[key] = entity;
        return entity;
    }

    /// <summary>Says that these records are there and the caller may see them, so that nobody needs to ask again.</summary>
    public void Know<T>(IEnumerable<Guid> ids)
        where T : Record => _known.UnionWith(ids.Select(id => (typeof(T), id)));

    public bool Knows<T>(Guid id)
        where T : Record => _known.Contains((typeof(T), id));

    /// <summary>Says that this record is no longer there for others to refer to.</summary>
    public void Forget<T>(Guid id)
        where T : Record => _known.Remove((typeof(T), id));

    /// <summary>Says what a record has become in this work before it is saved: rules that compare records have to see it.</summary>
    public void Announce<T>(T record)
        where T : Record => _unsaved[(typeof(T), record.Id)] = record;

    /// <summary>Takes that back: the record stays as it is stored, or is not made.</summary>
    public void Withdraw<T>(Guid id)
        where T : Record => _unsaved.Remove((typeof(T), id));

    /// <summary>What the record has become in this work; null when it is as it is stored.</summary>
    public T? Unsaved<T>(Guid id)
        where T : Record => (T?)_unsaved.GetValueOrDefault((typeof(T), id));

    /// <summary>The records of one kind that are not as they are stored, outside the trash.</summary>
    public IEnumerable<T> Unsaved<T>()
        where T : Record => _unsaved.Values.OfType<T>().Where(record => record.DeleteTime is null);

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
            _transaction = null;
        }

        db.Author = null;
        db.Bulk = null;
        db.Followers = [];
        Forget();
        _turn?.Dispose();
        _turn = null;
    }

    /// <summary>What was seen or reserved belongs to one transaction.</summary>
    private void Forget()
    {
        _remembered.Clear();
        _known.Clear();
        _unsaved.Clear();
        _numbers.Clear();
    }
}
