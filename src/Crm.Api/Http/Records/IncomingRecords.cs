using Crm.Api.Data;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Records;

/// <summary>Records that come in one after the other, and look like one another too, whether they are stored already or only planned.</summary>
internal abstract class IncomingRecords;

/// <summary>Those of one kind.</summary>
internal abstract class IncomingRecords<TEntity> : IncomingRecords
    where TEntity : Record
{
    /// <summary>For each record the one it is most surely the same as, stored or come in before it; null for none.</summary>
    /// <param name="incoming">In the order in which they come, each with the line it comes from.</param>
    /// <param name="threshold">How sure it must be, 0 to 1.</param>
    /// <param name="refuses">True when those that look like another do not come in, so that none after them looks like them.</param>
    /// <param name="work">The unit of work.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<IReadOnlyList<PossibleDuplicate?>> FindAsync(
        IReadOnlyList<(long Line, TEntity Entity)> incoming,
        double threshold,
        bool refuses,
        Work work,
        CancellationToken cancellationToken
    );
}
