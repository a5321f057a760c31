using Crm.TestKit;

namespace Crm.Torture;

/// <summary>
/// Watches the service with strace: the answer to a write leaves only after the write-ahead log was written and flushed to the disk.
/// </summary>
internal static class FlushSuite
{
    private const int Writes = 20;

    public static async Task RunAsync(Scale scale)
    {
        if (!File.Exists("/usr/bin/strace"))
        {
            Console.WriteLine("  SKIPPED: there is no /usr/bin/strace (apt-get install strace)");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("crm-strace-");
        var traceFile = Path.Combine(folder.FullName, "trace.txt");
        string[] strace =
        [
            "/usr/bin/strace",
            .. new[] { "-f", "-y", "-s", "32", "-o", traceFile },
            "--trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg",
        ];
        await using (var service = await ServiceProcess.StartAsync(under: strace))
        {
            // One after the other, so that what lies between two answers belongs to the second of them.
            for (var number = 0; number < Writes; number++)
            {
                await service.Admin.PostAsync("/v1/customers", new { kind = "organization", name = $"Flush {number}" });
            }
        }

        Check(await File.ReadAllLinesAsync(traceFile));
        folder.Delete(recursive: true);
    }

    private static void Check(string[] trace)
    {
        var calls = SystemCall.Read(trace);
        var answers = calls.Where(call => call.AnswersCreated).OrderBy(call => call.Begin).ToList();
        if (answers.Count != Writes)
        {
            throw new BrokenPromise($"The trace shows {answers.Count} answers to {Writes} writes.");
        }

        // Everything before the first write belongs to the start.
        for (var number = 1; number < answers.Count; number++)
        {
            var (previous, answer) = (answers[number - 1], answers[number]);
            var between = calls.Where(call => call.Begin > previous.End && call.End < answer.Begin).ToList();
            var written = between.FindLast(call => call.WritesToLog);
            var flushed = between.FindLast(call => call.FlushesLog);
            if (written is null || flushed is null || flushed.Begin < written.End)
            {
                throw new BrokenPromise($"Answer {number + 1} left before the log was flushed.");
            }

            if (number == answers.Count - 1)
            {
                Console.WriteLine(
                    $"  {number} writes looked at; the last one wrote {between.Count(call => call.WritesToLog)} times "
                        + "to the log and ended so (line of the trace, call):"
                );
                foreach (var call in new[] { written, flushed, answer })
                {
                    Console.WriteLine($"    {call.Begin, 6} {call.Text}");
                }
            }
        }
    }
}
