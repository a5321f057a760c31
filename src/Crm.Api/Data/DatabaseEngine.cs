using System.Data.Common;
using Crm.Api.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>What differs between the engines, beyond how a column is typed.</summary>
internal abstract class DatabaseEngine
{
    public abstract DatabaseProvider Provider { get; }

    /// <summary>True when several nodes may share the database; false when this process owns it.</summary>
    public abstract bool IsShared { get; }

    public abstract void Configure(DbContextOptionsBuilder builder);

    /// <summary>Waits until this process may write; the turn ends when the answer is disposed.</summary>
    /// <param name="isPatient">True for work that has time, which others go before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual ValueTask<IDisposable?> TakeWriteTurnAsync(bool isPatient, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IDisposable?>(null);

    /// <summary>Before something large is written: refuses to take the last room, where that can be seen from here.</summary>
    /// <param name="bytes">How much is to come at least.</param>
    /// <exception cref="NoRoomLeft">Hardly anything would be left.</exception>
    public virtual void KeepReserve(long bytes) { }

    /// <summary>Begins to read one state of the database.</summary>
    public abstract Task<IAsyncDisposable> BeginSnapshotAsync(CrmDb db, CancellationToken cancellationToken);

    /// <summary>Takes note of a transaction's end, while its connection is still at hand.</summary>
    public virtual void Committed(CrmDb db) { }

    /// <summary>Claims what only one process may hold, before the database is opened.</summary>
    public virtual void Claim() { }

    /// <summary>The columns (as <c>table.column</c>) or the index name of a broken unique constraint; null for any other failure.</summary>
    public abstract string? BrokenUniqueConstraint(DbException failure);

    /// <summary>True when what a row refers to is not there.</summary>
    public abstract bool IsBrokenReference(DbException failure);

    /// <summary>What kind of trouble beyond a statement's own fault this is; null for any other failure.</summary>
    public abstract StorageTrouble? TroubleOf(DbException failure);

    /// <summary>Adds {1} to the series {0} and returns the first of the numbers reserved.</summary>
    public abstract string ReserveNumbersSql { get; }

    /// <summary>Events no transaction can still slip in before: the feed may hand these out, transaction by transaction.</summary>
    public abstract string SettledEventsSql { get; }

    /// <summary>Inserts many rows at once.</summary>
    public abstract BulkWriter BulkInto(CrmDb db);

    /// <summary>An id from a column of the row the reader stands on.</summary>
    public virtual Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    /// <summary>The condition that a column of ids holds one of many; adds the one parameter it needs to the command.</summary>
    public abstract string AmongIds(DbCommand command, string column, IReadOnlyCollection<Guid> ids);

    /// <summary>The condition that a column of ids holds one from the first to the last; adds the parameters it needs to the command.</summary>
    public string BetweenIds(DbCommand command, string column, Guid first, Guid last)
    {
        command.Parameters.Add(Parameter("@first", first));
        command.Parameters.Add(Parameter("@last", last));
        return $"{column} BETWEEN @first AND @last";
    }

    protected abstract DbParameter Parameter(string name, Guid id);
}
