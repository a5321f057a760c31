using Crm.Api.Data;
using Crm.Api.Data.Blobs;
using Crm.Api.Http;
using Crm.Api.Imports.Sources;
using Crm.Api.Jobs;

namespace Crm.Api.Imports;

/// <summary>The files of an import, to be read as one from their beginning.</summary>
internal static class ImportFiles
{
    public static async Task<IRowSource> OpenAsync(
        Job job,
        ImportOptions options,
        IServiceScopeFactory scopes,
        CancellationToken cancellationToken
    )
    {
        var parts = job
            .Files.OrderBy(file => file.Number)
            .Select(file => new SourcePart(file.Name, token => SpoolAsync(file.BlobId!.Value, scopes, token)));
        return await RowSources.OpenAsync([.. parts], SourceSettings.Of(options), cancellationToken);
    }

    private static async Task<Stream> SpoolAsync(
        Guid blobId,
        IServiceScopeFactory scopes,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var file = Spool.Open();
        await BlobStore.CopyToAsync(scope.ServiceProvider.GetRequiredService<CrmDb>(), blobId, file, cancellationToken);
        file.Position = 0;
        return file;
    }
}
