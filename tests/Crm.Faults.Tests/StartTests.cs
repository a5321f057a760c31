using System.Net;
using System.Net.Sockets;
using Crm.TestKit;

namespace Crm.Faults.Tests;

/// <summary>What the service says when it cannot use its database, its address or its settings: one sentence, and no start.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-start-");

    [Fact]
    public async Task A_second_service_on_the_same_file_does_not_start()
    {
        await using var first = await ServiceProcess.StartAsync();

        var second = await ServiceProcess.RunAsync($"--Crm:Database:Folder={first.Folder}");

        AssertStopped(second, "Another process uses the database");
    }

    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start()
    {
        var file = InFolder("letter.txt");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("Dear reader, this is no database. ", 100)));

        var end = await ServiceProcess.RunAsync($"--ConnectionStrings:Crm=Data Source={file}");

        AssertStopped(end, "The Sqlite database cannot be used");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_stops_the_start()
    {
        // A file in the way keeps even root out.
        var file = InFolder("file");
        await File.WriteAllTextAsync(file, "");

        var end = await ServiceProcess.RunAsync($"--Crm:Database:Folder={file}/data");

        AssertStopped(end, "The folder of the database cannot be written");
    }

    [Fact]
    public async Task A_server_that_is_not_there_stops_the_start()
    {
        // Port 1 belongs to a service nobody runs any more.
        var end = await ServiceProcess.RunAsync(
            $"--Crm:Database:Folder={_folder.FullName}",
            "--Crm:Database:Provider=Postgres",
            "--ConnectionStrings:Crm=Host=127.0.0.1;Port=1;Database=crm;Username=nobody"
        );

        AssertStopped(end, "The Postgres database cannot be used");
    }

    [Theory, OnPostgres]
    public async Task A_server_without_our_tables_stops_the_start_until_it_is_migrated(Engine engine)
    {
        string[] settings =
        [
            $"--Crm:Database:Folder={_folder.FullName}",
            $"--Crm:Database:Provider={engine}",
            $"--ConnectionStrings:Crm={await PostgresServer.CreateDatabaseAsync()}",
        ];
        AssertStopped(await ServiceProcess.RunAsync(settings), "The database is older than the program");

        var migration = await ServiceProcess.RunAsync(["migrate", .. settings]);

        Assert.Equal((0, ""), (migration.ExitCode, migration.Error));
        using var service = await ListeningProcess.StartAsync([
            .. ServiceProcess.Command,
            "--urls=http://127.0.0.1:0",
            .. settings,
        ]);
    }

    [Fact]
    public async Task A_port_somebody_else_has_stops_the_start()
    {
        using var somebody = new TcpListener(IPAddress.Loopback, 0);
        somebody.Start();

        var end = await ServiceProcess.RunAsync(
            $"--Crm:Database:Folder={_folder.FullName}",
            $"--urls=http://{somebody.LocalEndpoint}"
        );

        AssertStopped(end, $"The service cannot listen on http://{somebody.LocalEndpoint}");
        Assert.Empty(_folder.GetFiles());
    }

    [Theory]
    [InlineData("--urls=nonsense", "'nonsense' in urls is no address")]
    [InlineData(
        "--Crm:TimeZone=Mars/Base",
        "DataAnnotation validation failed for 'InstallationOptions' members: 'TimeZone'"
    )]
    [InlineData(
        "--Crm:Database:TrashDays=many",
        "Failed to convert configuration value 'many' at 'Crm:Database:TrashDays'"
    )]
    public async Task A_wrong_setting_stops_the_start(string setting, string sentence)
    {
        var end = await ServiceProcess.RunAsync($"--Crm:Database:Folder={_folder.FullName}", setting);

        AssertStopped(end, sentence);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private static void AssertStopped(ServiceEnd end, string sentence)
    {
        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith(sentence, Assert.Single(end.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(end.Output);
    }
}
