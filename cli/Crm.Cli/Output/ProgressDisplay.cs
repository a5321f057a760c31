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
        Func<Action<Progress>, Task<T>> work
    ) =>
        shell.IsErrorTerminal
            ? await WithBarAsync(shell, hasColor, title, work)
            : await work(new PlainLines(shell, title).Report);

    private static Task<T> WithBarAsync<T>(
        Shell shell,
        bool hasColor,
        string title,
        Func<Action<Progress>, Task<T>> work
    ) =>
        SpectreConsole
            .Open(shell.Error, hasColor, shell.Width, isAnimated: true)
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new RowsColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                task.IsIndeterminate = true;
                return work(progress =>
                {
                    task.IsIndeterminate = progress.Total is null;
                    // A bar without an end must not reach it either.
                    task.MaxValue = progress.Total ?? double.MaxValue;
                    task.Value = progress.Done;
                });
            });

    private static string Text(double done, double? total, double? perSecond) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{done:N0}{(total is null ? "" : $" of {total:N0}")} rows{(perSecond > 0 ? $", {perSecond:N0}/s" : "")}"
        );

    private sealed class RowsColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(Text(task.Value, task.IsIndeterminate ? null : task.MaxValue, task.Speed));
    }

    /// <summary>The pace is that of the time one has been looking: much may have been done before.</summary>
    private sealed class PlainLines(Shell shell, string title)
    {
        private readonly long _start = shell.Clock.GetTimestamp();
        private TimeSpan _last;
        private long? _before;

        public void Report(Progress progress)
        {
            var (done, total) = progress;
            var before = _before ??= done;
            var elapsed = shell.Clock.GetElapsedTime(_start);
            if (elapsed - _last < BetweenLines)
            {
                return;
            }

            _last = elapsed;
            var pace = (done - before) / elapsed.TotalSeconds;
            shell.Error.WriteLine($"{title}: {Text(done, total, pace)}{Left(total - done, pace)}");
        }

        private static string Left(long? rows, double pace) =>
            rows > 0 && pace > 0
                ? $", {TimeSpan.FromSeconds(Math.Ceiling(rows.Value / pace)).ToString("c", CultureInfo.InvariantCulture)} left"
                : "";
    }
}
