using Crm.TestKit;

namespace Crm.Faults.Tests;

public sealed class KilledServiceTests
{
    private static readonly TimeSpan UntilTheKill = TimeSpan.FromSeconds(3);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_was_acknowledged_before_a_kill_is_there_once_after_it(Engine engine)
    {
        await using var service = await ServiceProcess.StartAsync(engine);
        var writers = new CustomerWriters(service, writers: 8);

        await writers.WriteUntilKilledAsync(UntilTheKill);
        Assert.Empty(writers.Errors);
        Assert.NotEqual(0, writers.Acknowledged);
        Assert.Empty(await writers.FindBrokenPromisesAsync());

        await writers.RepeatUnacknowledgedAsync();
        Assert.Empty(writers.Errors);
        Assert.Empty(await writers.FindBrokenPromisesAsync());
    }
}
