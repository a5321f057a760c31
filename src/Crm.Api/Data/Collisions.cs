using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>Tells what only happens because two write at the same moment.</summary>
internal static class Collisions
{
    /// <summary>True when another transaction changed what this one had read, or each waited for the other.</summary>
    public static bool IsOne(Exception failure, DatabaseEngine engine) =>
        failure is DbUpdateConcurrencyException || StorageTroubles.Of(failure, engine) == StorageTrouble.Collision;

    /// <summary>True when a value that must be unique is another row's, which may have been written a moment ago.</summary>
    public static bool IsTaken(Exception failure, DatabaseEngine engine) =>
        (failure as DbException ?? failure.InnerException as DbException) is { } broken
        && engine.BrokenUniqueConstraint(broken) is not null;
}
