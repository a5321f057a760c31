using System.Diagnostics;

namespace Crm.TestKit;

/// <summary>What .NET cannot send itself: makes a process stand still and go on.</summary>
internal static class Signal
{
    public static void Stop(int process) => Send("-STOP", process);

    public static void Continue(int process) => Send("-CONT", process);

    private static void Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, $"{process}"]);
        kill.WaitForExit();
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException($"kill {signal} {process} ended with {kill.ExitCode}.");
        }
    }
}
