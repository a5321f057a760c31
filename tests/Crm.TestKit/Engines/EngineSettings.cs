namespace Crm.TestKit;

/// <summary>The configuration of a service that keeps its data in a new, empty database of an engine.</summary>
internal static class EngineSettings
{
    private const string ConnectionString = "ConnectionStrings:Crm";

    public static async Task<List<(string Name, string Value)>> OfNewDatabaseAsync(Engine engine, DirectoryInfo folder)
    {
        List<(string, string)> settings = [("Crm:Database:Folder", folder.FullName)];
        if (engine is not Engine.Sqlite)
        {
            var database =
                engine is Engine.Postgres
                    ? await PostgresServer.CreateDatabaseAsync()
                    : SqlServerUnderTest.ConnectionString!;
            settings.Add(("Crm:Database:Provider", engine.ToString()));
            settings.Add((ConnectionString, database));
        }

        return settings;
    }

    public static string DatabaseOf(IEnumerable<(string Name, string Value)> settings, DirectoryInfo folder) =>
        settings.FirstOrDefault(setting => setting.Name == ConnectionString).Value
        ?? Path.Combine(folder.FullName, "crm.db");

    public static IEnumerable<string> AsArguments(this IEnumerable<(string Name, string Value)> settings) =>
        settings.Select(setting => $"--{setting.Name}={setting.Value}");
}
