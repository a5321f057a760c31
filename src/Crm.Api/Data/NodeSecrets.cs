namespace Crm.Api.Data;

/// <summary>The secrets all nodes share, as this process read them when it started.</summary>
internal sealed class NodeSecrets
{
    private byte[]? _pageTokens;
    private byte[]? _messages;
    private byte[]? _addresses;

    /// <summary>Signs page tokens and feed cursors.</summary>
    public byte[] PageTokens => Read(_pageTokens);

    /// <summary>Seals what stands for a message in links and envelopes.</summary>
    public byte[] Messages => Read(_messages);

    /// <summary>Hashes addresses that must be known again, but not be read.</summary>
    public byte[] Addresses => Read(_addresses);

    public async Task ReadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        _pageTokens = await Secrets.GetOrMakeAsync(db, "page-tokens", CancellationToken.None);
        _messages = await Secrets.GetOrMakeAsync(db, "messages", CancellationToken.None);
        _addresses = await Secrets.GetOrMakeAsync(db, "addresses", CancellationToken.None);
    }

    private static byte[] Read(byte[]? secret) =>
        secret ?? throw new InvalidOperationException("The secrets are not read yet.");
}
