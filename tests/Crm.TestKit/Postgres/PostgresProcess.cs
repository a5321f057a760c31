using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Crm.TestKit;

/// <summary>One running PostgreSQL in a temporary folder, watched by a shell that ends it with us.</summary>
internal sealed class PostgresProcess : IDisposable
{
    // The watcher waits on its standard input. The kernel closes that when this process ends, killed or not, and the
    // watcher then stops the server and removes the folder. setsid keeps both out of reach of a Ctrl-C meant for us.
    // The collation is a linguistic one on purpose: code that leans on the database's own order fails here.
    private const string Watch = """
        folder=$(mktemp -d "${TMPDIR:-/tmp}/crm-postgres-XXXXXX") || exit 1
        trap 'rm -rf "$folder"' EXIT
        echo "$folder"
        "$1/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 \
            --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US >"$folder/log" 2>&1 &&
        "$1/pg_ctl" start --wait --silent --pgdata="$folder/data" --log="$folder/log" --options="-c port=$2 \
            -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300" ||
        { cat "$folder/log" >&2; exit 1; }
        echo ready
        read -r _
        "$1/pg_ctl" stop --wait --silent --mode=immediate --pgdata="$folder/data"
        """;

    private readonly Process _watcher;
    private readonly int _port;

    private PostgresProcess(Process watcher, string folder, int port)
    {
        _watcher = watcher;
        _port = port;
        Folder = folder;
    }

    public string Folder { get; }

    public static async Task<PostgresProcess> StartAsync()
    {
        var port = FreePort();
        var watcher = Process.Start(
            new ProcessStartInfo(
                AsPostgres[0],
                [.. AsPostgres[1..], "sh", "-c", Watch, "sh", PostgresBinaries.Folder, $"{port}"]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            }
        )!;

        var folder = await watcher.StandardOutput.ReadLineAsync();
        if (folder is null || await watcher.StandardOutput.ReadLineAsync() != "ready")
        {
            var messages = await watcher.StandardError.ReadToEndAsync();
            watcher.Dispose();
            throw new InvalidOperationException($"PostgreSQL did not start: {messages}");
        }

        return new PostgresProcess(watcher, folder, port);
    }

    public string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = _port,
            Username = "postgres",
            Database = database,
            // Each test has a database of its own; idle connections to the finished ones would use the server up.
            ConnectionIdleLifetime = 5,
            ConnectionPruningInterval = 1,
        }.ConnectionString;

    public void Dispose()
    {
        _watcher.StandardInput.Close();
        _watcher.WaitForExit();
        _watcher.Dispose();
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsPostgres =>
        Environment.UserName == "root"
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "setsid"]
            : ["setsid"];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
