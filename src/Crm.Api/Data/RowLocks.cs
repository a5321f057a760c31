using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>Gets a record's row for oneself before it is read to be changed.</summary>
internal static class RowLocks
{
    /// <summary>Locks the row until this work ends, by an update that changes nothing, which is the same on every engine.</summary>
    public static Task HoldAsync<T>(this Work work, Guid id, CancellationToken cancellationToken)
        where T : Record =>
        work.Query<T>()
            .Where(record => record.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(record => record.Version, record => record.Version),
                cancellationToken
            );
}
