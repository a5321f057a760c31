using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.Output;

namespace Crm.Cli.Jobs;

/// <summary>Says on stderr why rows were not done, or would not be, the most frequent reason first.</summary>
internal static class JobReasons
{
    /// <summary>Enough to see what is wrong with a file; the whole list is a command of its own.</summary>
    private const int MostLinesRead = 2000;

    private const int MostReasonsShown = 5;
    private const int MostLinesNamed = 5;

    /// <summary>Why rows of a job that has ended were rejected or left alone.</summary>
    public static async Task TellAsync(JsonNode job, Session session, CancellationToken cancellationToken)
    {
        var id = (string)job["id"]!;
        foreach (var outcome in JobCounts.LeftOutcomes(job))
        {
            await TellAsync(id, outcome, session, cancellationToken);
        }
    }

    /// <summary>Why rows of a plan would not be done, as the plan itself says it.</summary>
    public static async Task TellPlanAsync(JsonNode job, TextWriter error)
    {
        var reasons = (job["plan"]?["reasons"] as JsonArray ?? []).OfType<JsonNode>().ToList();
        foreach (var reason in reasons.Take(MostReasonsShown))
        {
            await error.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {(long)reason["rows"]!:N0} × {Outcome(reason, job)}{Text(reason["code"])}"
                )
            );
            foreach (var sample in reason["samples"] as JsonArray ?? [])
            {
                await error.WriteLineAsync($"      {Place(sample!, job)}: {Text(sample!["detail"])}");
            }
        }

        if (reasons.Count > MostReasonsShown)
        {
            await error.WriteLineAsync($"  and {reasons.Count - MostReasonsShown} other reasons");
        }

        if (reasons.Count > 0)
        {
            await error.WriteLineAsync($"Row by row: crm jobs lines {job["id"]} --phase plan");
        }

        foreach (var warning in job["findings"]?["warnings"] as JsonArray ?? [])
        {
            await error.WriteLineAsync($"Warning: {Text(warning)}");
        }
    }

    private static async Task TellAsync(string id, string outcome, Session session, CancellationToken cancellationToken)
    {
        var request = JobWatch.LinesRequest(id, outcome, phase: null);
        var lines = new List<JsonNode>();
        await foreach (var line in session.Client.ListAsync(request, MostLinesRead, cancellationToken))
        {
            lines.Add(line);
        }

        var error = session.Shell.Error;
        var title =
            lines.Count < MostLinesRead
                ? $"{char.ToUpperInvariant(outcome[0])}{outcome[1..]}:"
                : string.Create(CultureInfo.InvariantCulture, $"Of the first {MostLinesRead:N0} {outcome} rows:");
        await error.WriteLineAsync(title);
        var reasons = lines
            .GroupBy(line => (Code: Text(line["code"]), Field: In(line["field"]), Detail: Text(line["detail"])))
            .OrderByDescending(reason => reason.Count())
            .ToList();
        foreach (var reason in reasons.Take(MostReasonsShown))
        {
            var (code, field, detail) = reason.Key;
            await error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"  {reason.Count():N0} × {code}{field}: {detail}")
            );
            var named = string.Join(", ", reason.Take(MostLinesNamed).Select(line => line["line"]));
            await error.WriteLineAsync($"      lines {named}{(reason.Count() > MostLinesNamed ? ", …" : "")}");
        }

        if (reasons.Count > MostReasonsShown)
        {
            await error.WriteLineAsync($"  and {reasons.Count - MostReasonsShown} other reasons");
        }

        await error.WriteLineAsync($"All of them: crm jobs lines {id} --outcome {outcome}");
    }

    private static string Outcome(JsonNode reason, JsonNode job) =>
        JobCounts.IsOfPeople(job) ? "" : $"{Text(reason["outcome"])}, ";

    /// <summary>A line of a file; where people are written to, an address, or the customer who has none.</summary>
    private static string Place(JsonNode sample, JsonNode job) =>
        JobCounts.IsOfPeople(job)
            ? Text(sample["field"] ?? sample["id"])
            : $"line {sample["line"]}{In(sample["field"])}";

    private static string In(JsonNode? field) => field is null ? "" : $" in {Text(field)}";

    /// <summary>It comes out of a file, and must not steer the terminal.</summary>
    private static string Text(JsonNode? text) => CellText.ForTerminal(text);
}
