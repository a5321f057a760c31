using Crm.Api.Data;
using Quartz;

namespace Crm.Api.Schedules;

/// <summary>
/// Quartz as this service uses it: its clustered store on the servers, memory on SQLite, where one process owns the file and fills it anew
/// at each start.
/// </summary>
internal sealed class QuartzEngine(DatabaseEngine engine, IConfiguration configuration, ILoggerFactory logs)
{
    private const string SchedulerName = "crm";
    private const string TablePrefix = "qrtz_";
    private const int Threads = 2;

    /// <summary>Makes the tables of the clustered store that are missing, from the script that Quartz brings.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (engine.IsShared)
        {
            await using var factory = Build(quartz =>
                quartz.UsePersistentStore(store => Keep(store).ProvisionSchema())
            );
            await factory.GetScheduler(cancellationToken);
        }
    }

    public StandaloneSchedulerFactory Open(ScheduleFiring firing) =>
        Build(quartz =>
        {
            quartz.UseJobFactory(new FireScheduleFactory(firing)).UseDefaultThreadPool(Threads);
            if (engine.IsShared)
            {
                quartz.UsePersistentStore(store => Keep(store).UseClustering());
            }
            else
            {
                quartz.UseInMemoryStore();
            }
        });

    private StandaloneSchedulerFactory Build(Action<IQuartzBuilder> configure) =>
        QuartzSchedulerBuilder
            .Create(quartz =>
            {
                quartz.Services.AddSingleton(logs);
                quartz.ConfigureScheduler(options => options.InstanceName = SchedulerName);
                configure(quartz);
            })
            .Build();

    private IPersistentStoreBuilder Keep(IPersistentStoreBuilder store)
    {
        var connection = StartupFailure.RequiredConnectionString(configuration, engine.Provider);
        var kept = store
            .ConfigureStore(options =>
            {
                options.TablePrefix = TablePrefix;
                options.StoreJobDataAsStrings = true;
            })
            .UseSystemTextJsonSerializer();
        return engine.Provider switch
        {
            DatabaseProvider.Postgres => kept.UsePostgres(connection),
            DatabaseProvider.SqlServer => kept.UseSqlServer(connection),
            DatabaseProvider.Sqlite => throw new InvalidOperationException("SQLite keeps its triggers in memory."),
        };
    }
}
