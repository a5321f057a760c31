using System.Data.Common;
using Crm.Api.Data.Blobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Crm.Api.Data;

/// <summary>Wires the database and makes it ready.</summary>
internal static class DataSetup
{
    public static void AddCrmData(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<DatabaseOptions>()
            .BindConfiguration(DatabaseOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        var provider = configuration.GetValue($"{DatabaseOptions.Section}:Provider", DatabaseProvider.Sqlite);
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                services.AddSingleton<DatabaseEngine, SqliteEngine>();
                services.AddDbContextPool<CrmDb, SqliteCrmDb>(Configure);
                break;
            case DatabaseProvider.Postgres:
                services.AddSingleton<DatabaseEngine, PostgresEngine>();
                services.AddDbContextPool<CrmDb, PostgresCrmDb>(Configure);
                break;
            case DatabaseProvider.SqlServer:
                services.AddSingleton<DatabaseEngine, SqlServerEngine>();
                services.AddDbContextPool<CrmDb, SqlServerCrmDb>(Configure);
                break;
        }

        services.AddSingleton<BlobStore>();
        services.AddSingleton<Numbers>();
        services.AddScoped<Work>();
    }

    /// <summary>Brings the schema up to date: at each start on SQLite, by command on the servers.</summary>
    public static async Task PrepareDatabaseAsync(this IServiceProvider services, bool migrate)
    {
        await using var scope = services.CreateAsyncScope();
        var engine = services.GetRequiredService<DatabaseEngine>();
        engine.Claim();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        try
        {
            if (migrate || !engine.IsShared)
            {
                await db.Database.MigrateAsync();
            }
            else if ((await db.Database.GetPendingMigrationsAsync()).Any())
            {
                throw new StartupFailure("The database is older than the program; run 'make migrate' first.");
            }
        }
        catch (Exception failure)
            when (failure is DbException or InvalidOperationException { InnerException: DbException })
        {
            var cause = failure as DbException ?? failure.InnerException!;
            throw new StartupFailure($"The {engine.Provider} database cannot be used: {FirstLine(cause.Message)}");
        }
    }

    private static void Configure(IServiceProvider services, DbContextOptionsBuilder builder)
    {
        services.GetRequiredService<DatabaseEngine>().Configure(builder);
        // Whether the migrations fit the model is for the tests to see: asked at each start, it took a seventh of it.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r');
}
