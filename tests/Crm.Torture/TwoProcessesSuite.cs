using Crm.TestKit;

namespace Crm.Torture;

/// <summary>A second service on a SQLite file that is being written to stops with one sentence, and the first notices nothing.</summary>
internal static class TwoProcessesSuite
{
    public static async Task RunAsync(Scale scale)
    {
        await using var first = await ServiceProcess.StartAsync();
        var writers = new CustomerWriters(first, scale.Writers);
        var writing = writers.WriteUntilKilledAsync(scale.Duration / scale.Kills);

        var second = await ServiceProcess.RunAsync($"--Crm:Database:Folder={first.Folder}");
        Console.WriteLine($"  the second service ended with {second.ExitCode}: {second.Error.TrimEnd()}");
        if (second.ExitCode == 0 || second.Error.TrimEnd().Contains('\n', StringComparison.Ordinal))
        {
            throw new BrokenPromise("The second service did not stop with one sentence.");
        }

        await writing;
        BrokenPromise.IfAny(writers.Errors);
        BrokenPromise.IfAny(await writers.FindBrokenPromisesAsync());
    }
}
