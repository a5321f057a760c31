using Crm.TestKit;

namespace Crm.Torture;

/// <summary>
/// Many concurrent writers, no error answer, then SIGKILL in the middle of it: every acknowledged write is there once, and stays so
/// when the unacknowledged ones are repeated with their idempotency keys.
/// </summary>
internal static class WritersSuite
{
    public static async Task RunAsync(Scale scale)
    {
        await using var service = await ServiceProcess.StartAsync();
        var writers = new CustomerWriters(service, scale.Writers);
        for (var kill = 1; kill <= scale.Kills; kill++)
        {
            var before = writers.Acknowledged;
            await writers.WriteUntilKilledAsync(scale.Duration);
            var written = writers.Acknowledged - before;
            Console.WriteLine(
                $"  kill {kill}: {scale.Writers} writers, {scale.Duration.TotalSeconds} s, {written} acknowledged "
                    + $"({written / scale.Duration.TotalSeconds:F0}/s), {writers.Unacknowledged} in flight when killed"
            );
            await CheckAsync(writers);

            var replayed = await writers.RepeatUnacknowledgedAsync();
            Console.WriteLine($"  repeated those in flight: {replayed} had been done before the kill");
            await CheckAsync(writers);
        }

        Console.WriteLine($"  {writers.Acknowledged} acknowledged customers, each there once");
    }

    private static async Task CheckAsync(CustomerWriters writers)
    {
        BrokenPromise.IfAny(writers.Errors);
        BrokenPromise.IfAny(await writers.FindBrokenPromisesAsync());
    }
}
