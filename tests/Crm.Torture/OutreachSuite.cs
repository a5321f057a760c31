using Crm.TestKit;

namespace Crm.Torture;

/// <summary>
/// Sends personalised mails to a mail server of its own while the service is killed again and again: on SQLite, and on PostgreSQL with two
/// nodes. Each address gets one at most, nobody who said no, and what the service says agrees with what the server took.
/// </summary>
internal static class OutreachSuite
{
    // As long as a node takes to be there again.
    private const int SecondsPerKill = 4;

    public static async Task RunAsync(Scale scale)
    {
        await RunAsync(Engine.Sqlite, nodes: 1, scale);
        if (PostgresServer.MissingBecause is { } reason)
        {
            Console.WriteLine($"  SKIPPED: {reason}");
            return;
        }

        await RunAsync(Engine.Postgres, nodes: 2, scale);
    }

    private static async Task RunAsync(Engine engine, int nodes, Scale scale)
    {
        await using var sink = new MailSink(new MailSinkOptions { KeepMails = false });
        var trial = new OutreachTrial(
            sink,
            scale.Mails,
            scale.Seed,
            perSecond: nodes > 1 ? scale.Mails / scale.MailKills / SecondsPerKill : null
        );
        await using var first = await ServiceProcess.StartAsync(engine, under: null, trial.Settings);
        await trial.PrepareAsync(first.Admin);
        await using var second = nodes > 1 ? await first.StartAnotherNodeAsync() : null;
        ServiceProcess[] all = second is null ? [first] : [first, second];
        var job = await trial.SendAsync(all, scale.MailKills);
        Console.WriteLine(
            $"  {engine}, {nodes} nodes, {trial.Kills} kills: {job.Text("state")}; {job["counts"]!.ToJsonString()}; the server took {sink.Taken}"
        );
        BrokenPromise.IfAny(await trial.FindBrokenAsync(first.Admin, job));
    }
}
