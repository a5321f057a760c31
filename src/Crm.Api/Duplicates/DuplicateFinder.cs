using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Crm.Api.Http.Records;

namespace Crm.Api.Duplicates;

/// <summary>Says of one customer which stored ones it may be.</summary>
internal sealed class DuplicateFinder(DuplicateModels models)
{
    /// <summary>The stored customers that this one may be, the surest first.</summary>
    /// <param name="customer">A stored customer, or one that is not stored.</param>
    /// <param name="threshold">How sure it must be, 0 to 1.</param>
    /// <param name="work">The unit of work.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<PossibleDuplicate>> FindAsync(
        ReadCustomer customer,
        double threshold,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var search = await DuplicateSearch.OpenAsync([customer], models, work, cancellationToken);
        return [.. search.Find(0, threshold).Select(one => one.ToResponse(search.Named.GetValueOrDefault(one.Id)))];
    }
}
