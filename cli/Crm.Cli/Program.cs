using System.Globalization;
using Crm.Cli;

// Output is read by programs: the same on every machine, whatever its locale.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

using var interruption = new CancellationTokenSource();

// The first Ctrl-C asks the command to stop cleanly; a second one falls through to the system and ends the process.
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
};

return (int)await CrmTool.RunAsync(args, Shell.OfProcess(), interruption.Token);
