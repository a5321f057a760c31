using System.Net;
using System.Net.Sockets;
using Crm.Api.Data;

namespace Crm.Api;

/// <summary>Tries the configured addresses before anything starts to work on them; the web server would end with a stack trace.</summary>
internal static class ListenAddresses
{
    public static void RefuseTaken(IConfiguration configuration)
    {
        var addresses = (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(
            ';',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        foreach (var address in addresses)
        {
            Try(address, Parse(address));
        }
    }

    private static BindingAddress Parse(string address)
    {
        try
        {
            return BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            throw new StartupFailure(
                $"'{address}' in urls is no address to listen on; one looks like http://127.0.0.1:5080."
            );
        }
    }

    private static void Try(string text, BindingAddress address)
    {
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
        {
            return;
        }

        var host =
            address.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(address.Host.Trim('[', ']'), out var named) ? named
            : IPAddress.Any;
        using var listener = new TcpListener(host, address.Port);
        try
        {
            listener.Start();
        }
        catch (SocketException refused)
        {
            throw new StartupFailure(
                $"The service cannot listen on {text}: {refused.Message}; choose another with --urls."
            );
        }
    }
}
