using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>The secrets all nodes share, read once per process.</summary>
internal static class Secrets
{
    private const int Length = 32;

    /// <summary>Reads the secret, or makes it; when two nodes make it at once, the first one's counts for both.</summary>
    public static async Task<byte[]> GetOrMakeAsync(CrmDb db, string name, CancellationToken cancellationToken)
    {
        var secrets = db.Set<Secret>();
        if (await secrets.AsNoTracking().FirstOrDefaultAsync(s => s.Name == name, cancellationToken) is { } known)
        {
            return known.Value;
        }

        var made = secrets.Add(new Secret { Name = name, Value = RandomNumberGenerator.GetBytes(Length) });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return made.Entity.Value;
        }
        catch (DbUpdateException)
        {
            made.State = EntityState.Detached;
            return (await secrets.AsNoTracking().FirstAsync(s => s.Name == name, cancellationToken)).Value;
        }
    }
}
