using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http.Records;

/// <summary>What the shared verbs do about records that were merged into others.</summary>
internal static class Merging
{
    private const int MaxSteps = 1000;

    /// <summary>Refuses with 409 to change what was merged into another; the survivor is changed instead, or the merge taken back.</summary>
    public static void Check(Record record)
    {
        if (record is IMergeable { MergedIntoId: { } survivor })
        {
            throw new ProblemException(
                Problem.Of(409, "merged", $"The record was merged into '{survivor}'.").With("mergedInto", survivor)
            );
        }
    }

    /// <summary>Where a merged record has gone in the end, since survivors are merged too; null for one that was not merged.</summary>
    public static async Task<Guid?> SurvivorAsync<TEntity>(
        TEntity record,
        Work work,
        CancellationToken cancellationToken
    )
        where TEntity : Record
    {
        Guid? survivor = null;
        var next = (record as IMergeable)?.MergedIntoId;
        for (var step = 0; next is { } id && step < MaxSteps; step++)
        {
            survivor = id;
            next = await work.QueryWithTrash<TEntity>()
                .Where(other => other.Id == id)
                .Select(other => EF.Property<Guid?>(other, nameof(IMergeable.MergedIntoId)))
                .FirstOrDefaultAsync(cancellationToken);
        }

        return survivor;
    }
}
