using Crm.Api.ApiKeys;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Events;

/// <summary>What the keys that did something are called; a revoked one keeps its name.</summary>
internal static class KeyNames
{
    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(
        IEnumerable<Guid?> keyIds,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var ids = keyIds.OfType<Guid>().Distinct().ToList();
        return await work.QueryWithTrash<ApiKey>()
            .Where(key => ids.Contains(key.Id))
            .ToDictionaryAsync(key => key.Id, key => key.Name, cancellationToken);
    }
}
