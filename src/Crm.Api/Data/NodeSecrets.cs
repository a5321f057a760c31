namespace Crm.Api.Data;

/// <summary>The secrets all nodes share, as this process read them when it started.</summary>
internal sealed class NodeSecrets
{
    private byte[]? _pageTokens;
    private byte[]? _messages;

    /// <summary>Signs page tokens and feed cursors.</summary>
    public byte[] PageTokens => Read(_pageTokens);

    /// <summary>Seals what stands for a message in links and envelopes.</summary>
    public byte[] Messages => Read(_messages);

    public async Task ReadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        _pageTokens = await Secrets.GetOrMakeAsync(db, "page-tokens", CancellationToken.None);
        _messages = await Secrets.GetOrMakeAsync(db, "messages", CancellationToken.None);
    }

    private static byte[] Read(byte[]? secret) =>
        secret ?? throw new InvalidOperationException("The secrets are not read yet.");
}
