using System.Reflection;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Data.Blobs;

/// <summary>Removes files that nobody refers to any more, or never did because what was to refer to them did not come about.</summary>
internal sealed class BlobSweep(IServiceScopeFactory scopes, BlobStore blobs, TimeProvider clock)
{
    private const int BlobsAtOnce = 100;

    /// <summary>Far longer than it takes to write a file that has been received; until then somebody may still come to refer to it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    private static readonly MethodInfo Without = typeof(BlobSweep)
        .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
        .Single(method => method.Name == nameof(WithoutReference));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await LooseAsync(cancellationToken))
        {
            await blobs.RemoveAsync(id, cancellationToken);
        }
    }

    private async Task<List<Guid>> LooseAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        var before = clock.Now() - Grace;
        var loose = db.Set<Blob>().Where(blob => blob.CreateTime < before);
        foreach (var reference in References(db.Model))
        {
            var ofKind = Without.MakeGenericMethod(reference.DeclaringEntityType.ClrType);
            loose = (IQueryable<Blob>)ofKind.Invoke(null, [loose, db, reference.Properties[0].Name])!;
        }

        return await loose
            .OrderBy(blob => blob.Id)
            .Select(blob => blob.Id)
            .Take(BlobsAtOnce)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Asked of the model, so that nobody who begins to refer to files can be forgotten here.</summary>
    private static IEnumerable<IForeignKey> References(IModel model) =>
        model
            .FindEntityType(typeof(Blob))!
            .GetReferencingForeignKeys()
            .Where(key => key.DeclaringEntityType.ClrType != typeof(BlobChunk));

    private static IQueryable<Blob> WithoutReference<T>(IQueryable<Blob> blobs, CrmDb db, string column)
        where T : class => blobs.Where(blob => !db.Set<T>().Any(other => EF.Property<Guid?>(other, column) == blob.Id));
}
