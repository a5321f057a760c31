using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Crm.Cli.Output;

/// <summary>Shows on stderr how far long work is: a bar on a terminal, otherwise a line now and then.</summary>
internal static class ProgressDisplay
{
    /// <summary>How often it is worth asking how far the work is.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    public static async Task<T> RunAsync<T>(
        Shell shell,
        bool hasColor,
        string title,
        long? total,
        Func<Action<long>, Task<T>> work
    ) =>
        shell.IsErrorTerminal
            ? await WithBarAsync(shell, hasColor, title, total, work)
            : await work(new PlainLines(shell, title, total).Report);

    private static Task<T> WithBarAsync<T>(
        Shell shell,
        bool hasColor,
        string title,
        long? total,
        Func<Action<long>, Task<T>> work
    ) =>
        SpectreConsole
            .Open(shell.Error, hasColor, shell.Width, isAnimated: true)
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new RowsColumn(total),
                new RemainingTimeColumn()
            )
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: total ?? 1);
                task.IsIndeterminate = total is null;
                return work(done => task.Value = done);
            });

    private static string Text(double done, long? total, double? perSecond) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{done:N0}{(total is null ? "" : $" of {total:N0}")} rows{(perSecond > 0 ? $", {perSecond:N0}/s" : "")}"
        );

    private sealed class RowsColumn(long? total) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(Text(task.Value, total, task.Speed));
    }

    private sealed class PlainLines(Shell shell, string title, long? total)
    {
        private readonly long _start = shell.Clock.GetTimestamp();
        private TimeSpan _last;

        public void Report(long done)
        {
            var elapsed = shell.Clock.GetElapsedTime(_start);
            if (elapsed - _last < BetweenLines)
            {
                return;
            }

            _last = elapsed;
            shell.Error.WriteLine($"{title}: {Text(done, total, done / elapsed.TotalSeconds)}");
        }
    }
}
