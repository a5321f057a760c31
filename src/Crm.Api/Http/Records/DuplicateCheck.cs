using Crm.Api.Data;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Records;

/// <summary>Looks whether records of one kind that come in look like those that are there; a resource that has one takes <see cref="DuplicateTerms"/>.</summary>
internal abstract class DuplicateCheck<TEntity>
    where TEntity : Record
{
    /// <summary>What becomes of those that do, where the call does not say.</summary>
    public abstract DuplicatePolicy Policy { get; }

    /// <summary>How sure it must be, where the call does not say.</summary>
    public abstract double Threshold { get; }

    /// <summary>Whether a change touches what records are compared by.</summary>
    public abstract bool IsCompared(RecordChange change);

    /// <summary>The stored records that this one may be, the surest first.</summary>
    public abstract Task<IReadOnlyList<PossibleDuplicate>> FindAsync(
        TEntity entity,
        double threshold,
        Work work,
        CancellationToken cancellationToken
    );

    /// <summary>Begins to look at records that come in one after the other.</summary>
    public abstract IncomingRecords<TEntity> Open();
}
