namespace Crm.TestKit;

/// <summary>The configuration of a service that keeps its data in a database of an engine.</summary>
internal static class EngineSettings
{
    private const string ConnectionString = "ConnectionStrings:Crm";

    /// <summary>A new database without data: the servers' with its tables, SQLite's without, since the service makes those itself.</summary>
    public static async Task<List<(string Name, string Value)>> OfNewDatabaseAsync(Engine engine, DirectoryInfo folder)
    {
        List<(string, string)> settings = [("Crm:Database:Folder", folder.FullName)];
        switch (engine)
        {
            case Engine.Postgres:
                settings.AddRange(On(engine, await PostgresServer.CreateMigratedDatabaseAsync()));
                break;
            case Engine.SqlServer:
                settings.AddRange(On(engine, SqlServerUnderTest.ConnectionString!));
                await Migration.RunAsync(settings);
                break;
        }

        return settings;
    }

    public static IEnumerable<(string Name, string Value)> On(Engine engine, string database) =>
        [("Crm:Database:Provider", engine.ToString()), (ConnectionString, database)];

    public static string DatabaseOf(IEnumerable<(string Name, string Value)> settings, DirectoryInfo folder) =>
        settings.FirstOrDefault(setting => setting.Name == ConnectionString).Value
        ?? Path.Combine(folder.FullName, "crm.db");

    public static IEnumerable<string> AsArguments(this IEnumerable<(string Name, string Value)> settings) =>
        settings.Select(setting => $"--{setting.Name}={setting.Value}");
}
