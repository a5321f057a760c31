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
    public abstract Task InsertedAsync(
        BulkWriter bulk,
        IReadOnlyList<Record> records,
        CancellationToken cancellationToken
    );
}
