using System.Globalization;
using System.Text.RegularExpressions;

namespace Crm.Torture;

/// <summary>A system call in the order strace saw calls begin and end.</summary>
/// <param name="Begin">The line of the trace on which it began.</param>
/// <param name="End">The line on which it returned.</param>
internal sealed partial record SystemCall(int Begin, int End, string Text)
{
    public bool WritesToLog => Text.StartsWith("pwrite64(", StringComparison.Ordinal) && IsOnLog;

    /// <summary>Returned without error, so the log is on the disk.</summary>
    public bool FlushesLog => Flush().IsMatch(Text) && IsOnLog && Text.EndsWith(" = 0", StringComparison.Ordinal);

    public bool AnswersCreated => Text.Contains("\"HTTP/1.1 201", StringComparison.Ordinal);

    private bool IsOnLog => Text.Contains("crm.db-wal>", StringComparison.Ordinal);

    /// <summary>Reads a trace made with <c>-f -y</c>; a call that another thread's line cut in two is put together again.</summary>
    public static List<SystemCall> Read(IReadOnlyList<string> trace)
    {
        var calls = new List<SystemCall>();
        var unfinished = new Dictionary<int, (int Begin, string Text)>();
        for (var line = 0; line < trace.Count; line++)
        {
            if (Line().Match(trace[line]) is not { Success: true } match)
            {
                continue;
            }

            var thread = int.Parse(match.Groups["thread"].ValueSpan, CultureInfo.InvariantCulture);
            var text = match.Groups["text"].Value;
            if (Unfinished().Match(text) is { Success: true } cut)
            {
                unfinished[thread] = (line, text[..cut.Index]);
            }
            else if (Resumed().Match(text) is { Success: true } rest && unfinished.Remove(thread, out var start))
            {
                calls.Add(new SystemCall(start.Begin, line, start.Text + text[rest.Length..]));
            }
            else
            {
                calls.Add(new SystemCall(line, line, text));
            }
        }

        return calls;
    }

    [GeneratedRegex(@"^(?<thread>\d+) +(?<text>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex(@" ?<unfinished \.\.\.>$")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^(fsync|fdatasync)\(")]
    private static partial Regex Flush();
}
