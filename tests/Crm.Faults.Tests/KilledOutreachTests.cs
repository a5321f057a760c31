using Crm.TestKit;

namespace Crm.Faults.Tests;

/// <summary>Whenever a process that sends is killed, nobody gets a message twice, and all are accounted for.</summary>
public sealed class KilledOutreachTests
{
    private const int Recipients = 800;
    private const int Kills = 1;
    private const int Seed = 20261122;

    [Theory, OnSqlite, OnPostgres]
    public async Task However_often_it_is_killed_each_address_gets_one_at_most(Engine engine)
    {
        await using var sink = new MailSink(new MailSinkOptions { KeepMails = false });
        var trial = new OutreachTrial(sink, Recipients, Seed);
        await using var service = await ServiceProcess.StartAsync(engine, under: null, trial.Settings);
        await trial.PrepareAsync(service.Admin);

        var job = await trial.SendAsync([service], Kills);

        Assert.Empty(await trial.FindBrokenAsync(service.Admin, job));
        Assert.True(trial.Kills > 0);
    }
}
