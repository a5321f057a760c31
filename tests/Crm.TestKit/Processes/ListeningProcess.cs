using System.Diagnostics;
using System.Text;

namespace Crm.TestKit;

/// <summary>A program of ours that answers HTTP, in a process of its own, which ends when this is disposed.</summary>
public sealed class ListeningProcess : IDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TaskCompletionSource<Uri> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _log = new();
    private readonly Process _process;

    private ListeningProcess(IReadOnlyList<string> command)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command.Skip(1))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, heard) => Hear(heard.Data);
        _process.ErrorDataReceived += (_, heard) => Hear(heard.Data);
        _process.Exited += (_, _) =>
            _url.TrySetException(new InvalidOperationException($"It ended before it listened:\n{Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens; it chose the port itself.</summary>
    public Uri Url => _url.Task.Result;

    public int Id => _process.Id;

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<ListeningProcess> StartAsync(params IReadOnlyList<string> command)
    {
        var process = new ListeningProcess(command);
        try
        {
            await process._url.Task.WaitAsync(Patience);
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>What it occupies in memory now, in bytes.</summary>
    public long ResidentBytes()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>The most it ever occupied, in bytes.</summary>
    public long PeakResidentBytes()
    {
        _process.Refresh();
        return _process.PeakWorkingSet64;
    }

    /// <summary>SIGSTOP: it stands still with everything it holds, until it goes on or is killed.</summary>
    public void Suspend() => Signal.Stop(_process.Id);

    /// <summary>SIGCONT: for itself no time has passed.</summary>
    public void Continue() => Signal.Continue(_process.Id);

    /// <summary>SIGKILL: it gets no moment to finish anything.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line?.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var start)
        {
            _url.TrySetResult(new Uri(line[(start + Listening.Length)..].Trim()));
        }
    }
}
