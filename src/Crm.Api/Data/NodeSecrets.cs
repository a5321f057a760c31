namespace Crm.Api.Data;

/// <summary>The secrets all nodes share, as this process read them when it started.</summary>
internal sealed class NodeSecrets
{
    private byte[]? _pageTokens;

    /// <summary>Signs page tokens and feed cursors.</summary>
    public byte[] PageTokens => _pageTokens ?? throw new InvalidOperationException("The secrets are not read yet.");

    public async Task ReadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        _pageTokens = await Secrets.GetOrMakeAsync(db, "page-tokens", CancellationToken.None);
    }
}
