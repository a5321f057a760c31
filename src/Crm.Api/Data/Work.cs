using Crm.Api.Access;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Api.Data;

/// <summary>
/// One unit of work for one caller: what it may see, one moment in time, and, once begun, one transaction in which everything is
/// saved or nothing.
/// </summary>
internal sealed class Work(CrmDb db, DatabaseEngine engine, TimeProvider clock, Numbers numbers) : IAsyncDisposable
{
    private IDisposable? _turn;
    private IDbContextTransaction? _transaction;

    public CrmDb Db => db;

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
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _turn = await engine.TakeWriteTurnAsync(cancellationToken);
        _transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        Now = clock.Now();
        db.Author = new Author(Caller.KeyId, Caller.Via, Caller.RequestId, Now);
    }

    /// <summary>A view of the database that stays the same while others write, until it is disposed.</summary>
    public Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken cancellationToken) =>
        engine.BeginSnapshotAsync(db, cancellationToken);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await _transaction!.CommitAsync(cancellationToken);
        await DisposeAsync();
    }

    /// <summary>The records of one kind that the caller may see, without the trash.</summary>
    public IQueryable<T> Query<T>()
        where T : Record => QueryWithTrash<T>().Where(record => record.DeleteTime == null);

    /// <summary>The records of one kind that the caller may see, with the trash: the one root every query starts from.</summary>
    public IQueryable<T> QueryWithTrash<T>()
        where T : Record => db.Set<T>();

    /// <summary>A new id, ordered by this work's moment.</summary>
    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>The next number of a series, such as <c>Q-2026-000123</c>.</summary>
    public async Task<string> NextNumberAsync(string series, CancellationToken cancellationToken) =>
        $"{series}-{await numbers.NextAsync(db, series, cancellationToken):D6}";

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
            _transaction = null;
        }

        db.Author = null;
        _turn?.Dispose();
        _turn = null;
    }
}
