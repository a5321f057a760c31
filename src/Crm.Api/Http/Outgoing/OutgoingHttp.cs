using System.Net;
using System.Net.Sockets;

namespace Crm.Api.Http.Outgoing;

/// <summary>
/// Requests of ours to addresses that somebody has typed. They go to the public internet only, whatever a name resolves to at that moment,
/// and follow nobody elsewhere.
/// </summary>
internal static class OutgoingHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public static SocketsHttpHandler MakeHandler(bool allowPrivateNetwork) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would connect where we would not.
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = (context, cancellationToken) =>
                ConnectAsync(context.DnsEndPoint, allowPrivateNetwork, cancellationToken),
        };

    /// <summary>Whether a request has certainly not left: there was no connection to send it over.</summary>
    public static bool NeverLeft(HttpRequestException trouble) =>
        trouble.HttpRequestError
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
        || trouble.InnerException is SocketException { SocketErrorCode: SocketError.NetworkUnreachable };

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target,
        bool allowPrivateNetwork,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            IPAddress[] addresses =
            [
                .. (await Dns.GetHostAddressesAsync(target.Host, limit.Token)).Where(address =>
                    allowPrivateNetwork || PublicNetwork.Holds(address)
                ),
            ];
            if (addresses.Length == 0)
            {
                throw new SocketException((int)SocketError.NetworkUnreachable);
            }

            // The very addresses looked at: asked again, the name could resolve to others.
            await socket.ConnectAsync(addresses, target.Port, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception trouble)
        {
            socket.Dispose();
            throw trouble is OperationCanceledException && !cancellationToken.IsCancellationRequested
                ? new SocketException((int)SocketError.TimedOut)
                : trouble;
        }
    }
}
