using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.Output;

namespace Crm.Cli.Jobs;

/// <summary>What a job came to: counts on stdout, the reasons of rejected rows on stderr.</summary>
internal static class JobOutcome
{
    /// <summary>The columns of the counts, which are what tables and CSV show of a job that has ended.</summary>
    public static readonly string[] Columns = ["outcome", "rows"];

    /// <summary>Enough to see what is wrong with a file; the whole list is a command of its own.</summary>
    private const int MostLinesRead = 2000;

    private const int MostReasonsShown = 5;
    private const int MostLinesNamed = 5;

    public static readonly string[] Names = ["created", "updated", "unchanged", "duplicate", "rejected"];

    public static bool IsOver(JsonNode job) => job["endTime"] is not null;

    /// <summary>The job as it ended, or as it stands when it goes on in the background.</summary>
    public static async Task<ExitCode> WriteAsync(
        JsonNode job,
        Session session,
        RecordWriter writer,
        CancellationToken cancellationToken
    )
    {
        if (session.Output is { Format: OutputFormat.Table or OutputFormat.Csv, Fields: null } choice)
        {
            WriteCounts(job["counts"], writer, choice.Format == OutputFormat.Table ? "N0" : "0");
        }
        else
        {
            writer.WriteSingle(job);
        }

        // Before the talk about it, where both go to one terminal.
        await session.Shell.Out.FlushAsync(cancellationToken);
        var id = (string)job["id"]!;
        if (!IsOver(job))
        {
            await session.Shell.Error.WriteLineAsync($"It goes on in the background: crm jobs watch {id}");
            return ExitCode.Ok;
        }

        RefuseUnfinished(job);

        if ((long?)job["counts"]?["rejected"] is not > 0)
        {
            return ExitCode.Ok;
        }

        await ExplainAsync(job, session, cancellationToken);
        return ExitCode.PartialSuccess;
    }

    /// <summary>A job that failed or was cancelled is a failure, whatever it has done before.</summary>
    public static void RefuseUnfinished(JsonNode job)
    {
        if ((string?)job["state"] is "failed" or "cancelled")
        {
            throw new Failure(
                ExitCode.Failure,
                $"The job was not finished: it is {job["state"]}.",
                [.. new[] { (string?)job["error"]?["detail"] }.OfType<string>()],
                $"crm jobs lines {job["id"]} shows what was done before"
            );
        }
    }

    private static void WriteCounts(JsonNode? counts, RecordWriter writer, string format)
    {
        foreach (var name in Names.Append("rowsRead"))
        {
            var count = (long?)counts?[name] ?? 0;
            writer.WriteItem(
                new JsonObject { ["outcome"] = name, ["rows"] = count.ToString(format, CultureInfo.InvariantCulture) }
            );
        }

        writer.EndList();
    }

    /// <summary>Says on stderr why rows were rejected, most frequent reason first.</summary>
    public static async Task ExplainAsync(JsonNode job, Session session, CancellationToken cancellationToken)
    {
        var id = (string)job["id"]!;
        var lines = new List<JsonNode>();
        await foreach (
            var line in session.Client.ListAsync(
                JobWatch.LinesRequest(id, "rejected"),
                MostLinesRead,
                cancellationToken
            )
        )
        {
            lines.Add(line);
        }

        var error = session.Shell.Error;
        var isAll = lines.Count < MostLinesRead;
        await error.WriteLineAsync(isAll ? "Rejected:" : $"Of the first {MostLinesRead:N0} rejected rows:");
        var reasons = lines
            .GroupBy(line =>
                (Code: (string?)line["code"], Field: (string?)line["field"], Detail: (string?)line["detail"])
            )
            .OrderByDescending(reason => reason.Count())
            .ToList();
        foreach (var reason in reasons.Take(MostReasonsShown))
        {
            var (code, field, detail) = reason.Key;
            await error.WriteLineAsync(
                $"  {reason.Count():N0} × {code}{(field is null ? "" : $" in {field}")}: {detail}"
            );
            var named = string.Join(", ", reason.Take(MostLinesNamed).Select(line => line["line"]));
            await error.WriteLineAsync($"      lines {named}{(reason.Count() > MostLinesNamed ? ", …" : "")}");
        }

        if (reasons.Count > MostReasonsShown)
        {
            await error.WriteLineAsync($"  and {reasons.Count - MostReasonsShown:N0} other reasons");
        }

        await error.WriteLineAsync($"All of them: crm jobs lines {id} --outcome rejected");
    }
}
