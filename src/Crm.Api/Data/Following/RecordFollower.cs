using Crm.Api.Data.Bulk;
using Crm.Api.Kernel;

namespace Crm.Api.Data.Following;

/// <summary>
/// Keeps something of its own in step with the records of one kind: it is told of every change on its way to the database, and what it
/// writes then is saved in the same transaction, or not at all.
/// </summary>
/// <param name="kind">The kind of record it follows.</param>
internal abstract class RecordFollower(Type kind)
{
    public Type Kind => kind;

    /// <summary>Records of the kind are about to be saved; what is added to the database's changes here is saved with them.</summary>
    public abstract Task SavingAsync(
        CrmDb db,
        IReadOnlyList<RecordChange> changes,
        CancellationToken cancellationToken
    );

    /// <summary>Many new records of the kind were inserted at once.</summary>
    /// <param name="bulk">Writes in the same transaction.</param>
    /// <param name="records">The records.</param>
    /// <param name="isPartOfMany">True when more will come, and <see cref="CatchUpAsync"/> is called at the end of them: it may be kept until then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task InsertedAsync(
        BulkWriter bulk,
        IReadOnlyList<Record> records,
        bool isPartOfMany,
        CancellationToken cancellationToken
    );

    /// <summary>Does what was kept, in transactions of its own; what is never asked for is done by itself some time later.</summary>
    public virtual Task CatchUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
