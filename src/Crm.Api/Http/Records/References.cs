using Crm.Api.Data;
using Crm.Api.Events;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http.Records;

/// <summary>Checks that what a record refers to is there. A reference that stays as it was is never refused, whatever became of its target.</summary>
internal static class References
{
    private const int MaxDepth = 50;

    /// <summary>A new reference must lead to a record that the caller may see and that is not in the trash.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="present">The reference as it is stored; null for a new record.</param>
    /// <param name="wanted">The reference as it is to be.</param>
    /// <param name="pointer">The field to blame.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task CheckAsync<T>(
        Work work,
        Guid? present,
        Guid? wanted,
        string pointer,
        CancellationToken cancellationToken
    )
        where T : Record
    {
        if (wanted is not { } id || wanted == present || work.Knows<T>(id))
        {
            return;
        }

        if (!await work.Query<T>().AnyAsync(other => other.Id == id, cancellationToken))
        {
            throw RuleBroken.Invalid(
                "unknown-reference",
                $"There is no {EventNames.Of(typeof(T))} '{id}', or you may not see it.",
                pointer
            );
        }

        work.Know<T>([id]);
    }

    /// <summary>A reference to a record of the same kind must exist too, and must never lead back to where it starts.</summary>
    public static async Task CheckTreeAsync<T>(
        Work work,
        Guid recordId,
        Guid? present,
        Guid? wanted,
        TreeLink<T> above,
        string pointer,
        CancellationToken cancellationToken
    )
        where T : Record
    {
        await CheckAsync<T>(work, present, wanted, pointer, cancellationToken);
        var next = wanted == present ? null : wanted;
        for (var depth = 0; next is { } id; depth++)
        {
            if (id == recordId || depth == MaxDepth)
            {
                throw RuleBroken.Invalid(
                    "reference-cycle",
                    $"A {EventNames.Of(typeof(T))} cannot stand above itself, nor more than {MaxDepth} levels deep.",
                    pointer
                );
            }

            // A file that moves several records may close the circle with none of them saved yet.
            next = work.Unsaved<T>(id) is { } moved
                ? above.Of(moved)
                : await work.QueryWithTrash<T>()
                    .Where(other => other.Id == id)
                    .Select(above.Stored)
                    .FirstOrDefaultAsync(cancellationToken);
        }
    }
}
