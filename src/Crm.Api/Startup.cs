using Crm.Api.Data;
using Crm.Api.Schedules;
using Microsoft.Extensions.Options;

namespace Crm.Api;

/// <summary>Makes the database ready and runs the service; what stops the start is said in one sentence.</summary>
internal static class Startup
{
    /// <summary>The build runs the program only to read its contract; then there is no database to prepare.</summary>
    private static readonly bool IsDocumentBuild =
        System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    /// <summary>Registers work that goes on beside the requests while the service runs.</summary>
    public static void AddBackgroundWork<T>(this IServiceCollection services)
        where T : BackgroundService
    {
        services.AddSingleton<T>();
        if (!IsDocumentBuild)
        {
            services.AddHostedService(provider => provider.GetRequiredService<T>());
        }
    }

    /// <summary>Looks at the settings before anything is built from them, which would fail less politely.</summary>
    public static async Task<bool> HasGoodSettingsAsync(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return true;
        }
        catch (Exception wrong) when (wrong is OptionsValidationException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
        }
        catch (AggregateException several)
        {
            foreach (var wrong in several.InnerExceptions)
            {
                await Console.Error.WriteLineAsync(wrong.Message);
            }
        }

        return false;
    }

    public static async Task<int> RunCrmAsync(this WebApplication app, string[] args)
    {
        try
        {
            if (!IsDocumentBuild)
            {
                var migrateOnly = args is ["migrate", ..];
                if (!migrateOnly)
                {
                    ListenAddresses.RefuseTaken(app.Configuration);
                }

                await app.Services.PrepareDatabaseAsync(migrateOnly);
                if (migrateOnly)
                {
                    await app.Services.GetRequiredService<QuartzEngine>().PrepareAsync(CancellationToken.None);
                    return 0;
                }

                await app.Services.GetRequiredService<NodeSecrets>().ReadAsync(app.Services);
                var folder = app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Folder;
                await app.Services.FillEmptyDatabaseAsync(folder, app.Logger);
            }

            await app.RunAsync();
            return 0;
        }
        catch (StartupFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
