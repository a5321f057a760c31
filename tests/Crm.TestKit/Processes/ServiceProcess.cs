using System.Diagnostics;
using System.Net.Http.Headers;

namespace Crm.TestKit;

/// <summary>
/// The built service as a process of its own, with a data folder of its own: it can be killed and started again on the same data.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>For the upload of a large file to a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder;
    private readonly IReadOnlyList<string> _command;
    private readonly bool _isFirst;
    private ListeningProcess? _process;
    private HttpClient? _admin;

    private ServiceProcess(DirectoryInfo folder, string database, IReadOnlyList<string> command, bool isFirst)
    {
        _folder = folder;
        Database = database;
        _command = command;
        _isFirst = isFirst;
    }

    /// <summary>What starts the built service; arguments follow.</summary>
    public static IReadOnlyList<string> Command => ["dotnet", typeof(Program).Assembly.Location];

    /// <summary>Where SQLite and the admin key lie.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The file of the database on SQLite, how to connect to it elsewhere.</summary>
    public string Database { get; }

    public string AdminKey => File.ReadAllText(Path.Combine(Folder, "admin.key")).Trim();

    public ListeningProcess Process => _process ?? throw new InvalidOperationException("The service is not running.");

    /// <summary>May do everything; a new one after each start, which listens on another port.</summary>
    public HttpClient Admin => _admin ?? throw new InvalidOperationException("The service is not running.");

    /// <summary>Starts the service on an empty database.</summary>
    /// <param name="under">A program with its arguments that runs the service, such as <c>strace -f</c>.</param>
    /// <param name="settings">Override the service's configuration.</param>
    public static Task<ServiceProcess> StartAsync(
        Engine engine = Engine.Sqlite,
        IReadOnlyList<string>? under = null,
        params (string Name, string Value)[] settings
    ) => StartInAsync(Directory.CreateTempSubdirectory("crm-service-"), engine, under, settings);

    /// <summary>Starts the service on an empty database, with its data in this folder, which goes with it.</summary>
    public static async Task<ServiceProcess> StartInAsync(
        DirectoryInfo folder,
        Engine engine = Engine.Sqlite,
        IReadOnlyList<string>? under = null,
        params (string Name, string Value)[] settings
    )
    {
        var own = await EngineSettings.OfNewDatabaseAsync(engine, folder);
        string[] arguments = [.. own.Concat(settings).AsArguments()];
        var service = new ServiceProcess(
            folder,
            EngineSettings.DatabaseOf(own, folder),
            [.. under ?? [], .. Command, "--urls=http://127.0.0.1:0", .. arguments],
            isFirst: true
        );
        await service.StartAsync();
        return service;
    }

    /// <summary>Starts another node on the same database, which SQLite does not allow.</summary>
    public async Task<ServiceProcess> StartAnotherNodeAsync()
    {
        var node = new ServiceProcess(_folder, Database, _command, isFirst: false);
        await node.StartAsync();
        return node;
    }

    /// <summary>Runs the service until it ends by itself, as it does when it cannot start.</summary>
    public static async Task<ServiceEnd> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new ProcessStartInfo(Command[0], Command.Skip(1).Concat(arguments))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = await process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ServiceEnd(process.ExitCode, await output, error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts the service on the data it has.</summary>
    public async Task StartAsync()
    {
        _process = await ListeningProcess.StartAsync(_command);
        _admin?.Dispose();
        _admin = new HttpClient
        {
            BaseAddress = _process.Url,
            Timeout = Patience,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", AdminKey) },
        };
    }

    /// <summary>SIGKILL, in the middle of whatever it does.</summary>
    public void Kill()
    {
        _process?.Dispose();
        _process = null;
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _admin?.Dispose();
        if (_isFirst)
        {
            _folder.Delete(recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>How a run of the service ended, and what it said.</summary>
public sealed record ServiceEnd(int ExitCode, string Output, string Error);
