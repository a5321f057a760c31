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
    )
    {
        var pace = new Pace(shell.Clock);
        return SpectreConsole
            .Open(shell.Error, hasColor, shell.Width, isAnimated: true)
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PaceColumn(pace))
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                task.IsIndeterminate = true;
                return work(progress =>
                {
                    pace.Note(progress);
                    task.IsIndeterminate = progress.Total is null;
                    // A bar without an end must not reach it either.
                    task.MaxValue = progress.Total ?? double.MaxValue;
                    task.Value = progress.Done;
                });
            });
    }

    private sealed class PaceColumn(Pace pace) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(pace.Text);
    }

    private sealed class PlainLines(Shell shell, string title)
    {
        private readonly Pace _pace = new(shell.Clock);
        private TimeSpan _last;

        public void Report(Progress progress)
        {
            _pace.Note(progress);
            if (_pace.Elapsed - _last >= BetweenLines)
            {
                _last = _pace.Elapsed;
                shell.Error.WriteLine($"{title}: {_pace.Text}");
            }
        }
    }

    /// <summary>The pace is that of the time one has been looking: much may have been done before.</summary>
    private sealed class Pace(TimeProvider clock)
    {
        /// <summary>In less time nothing can be told.</summary>
        private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

        private readonly long _start = clock.GetTimestamp();
        private long? _before;

        /// <summary>How long one had been looking when something was last heard.</summary>
        public TimeSpan Elapsed { get; private set; }

        /// <summary>What is done, how fast, and how long the rest will take, as far as that can be told.</summary>
        public string Text { get; private set; } = "";

        public void Note(Progress progress)
        {
            var (done, total) = progress;
            var before = _before ??= done;
            Elapsed = clock.GetElapsedTime(_start);
            var perSecond = Elapsed < Shortest ? 0 : (done - before) / Elapsed.TotalSeconds;
            Text = string.Create(
                CultureInfo.InvariantCulture,
                $"{done:N0}{(total is null ? "" : $" of {total:N0}")} rows{(perSecond > 0 ? $", {perSecond:N0}/s" : "")}"
            );
            if (total - done is > 0 and var rows && perSecond > 0)
            {
                var left = TimeSpan.FromSeconds(Math.Ceiling(rows / perSecond));
                Text += string.Create(CultureInfo.InvariantCulture, $", {left:c} left");
            }
        }
    }
}
