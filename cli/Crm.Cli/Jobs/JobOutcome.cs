using System.Text.Json.Nodes;
using Crm.Cli.Output;

namespace Crm.Cli.Jobs;

/// <summary>What a job came to: counts on stdout; why rows were left, and what can be done next, on stderr.</summary>
internal static class JobOutcome
{
    /// <summary>The job as it ended, or as it stands when it rests or goes on in the background.</summary>
    public static async Task<ExitCode> WriteAsync(
        JsonNode job,
        Session session,
        RecordWriter writer,
        CancellationToken cancellationToken
    )
    {
        if (session.Output is { Format: OutputFormat.Table or OutputFormat.Csv, Fields: null } choice)
        {
            JobCounts.Write(job, writer, choice.Format);
        }
        else
        {
            writer.WriteSingle(job);
        }

        // Before the talk about it, where both go to one terminal.
        await session.Shell.Out.FlushAsync(cancellationToken);
        return await TellAsync(job, session, cancellationToken);
    }

    /// <summary>A job that failed, was cancelled or stands still is a failure, whatever it has done before.</summary>
    public static void RefuseUnfinished(JsonNode job)
    {
        var id = (string)job["id"]!;
        string[] reasons = [.. new[] { (string?)job["error"]?["detail"] }.OfType<string>()];
        var hasLines = JobCounts.Of(job, "rowsRead") > 0 && job["resultsRemovedTime"] is null;
        switch (JobState.Of(job))
        {
            case "failed" or "cancelled":
                throw new Failure(
                    ExitCode.Failure,
                    $"The job was not finished: it is {JobState.Of(job)}.",
                    reasons,
                    hasLines ? $"crm jobs lines {id} shows what was done before" : null
                );
            case "paused":
                throw new Failure(
                    ExitCode.Failure,
                    "The job is paused; no row is lost and none is done twice.",
                    reasons,
                    $"crm jobs resume {id}, or crm jobs cancel {id}"
                );
            case "created" or "uploading":
                throw new Failure(
                    ExitCode.Failure,
                    "The job still waits for its file.",
                    reasons,
                    $"crm jobs cancel {id}, and begin anew"
                );
            default:
                break;
        }
    }

    private static async Task<ExitCode> TellAsync(JsonNode job, Session session, CancellationToken cancellationToken)
    {
        var error = session.Shell.Error;
        if (JobState.IsPlanned(job))
        {
            await error.WriteLineAsync($"Planned: {JobCounts.InShort(job)}. Nothing has been changed.");
            await JobReasons.TellPlanAsync(job, error);
            await error.WriteLineAsync(
                JobCounts.HasEffect(job)
                    ? $"Apply it: {JobPlan.ApplyCommand(job)}"
                    : "Nothing would come of it, so there is nothing to apply."
            );
            return JobCounts.HasRowsLeft(job) ? ExitCode.PartialSuccess : ExitCode.Ok;
        }

        if (!JobState.IsAtRest(job))
        {
            await error.WriteLineAsync($"It goes on in the background: crm jobs watch {job["id"]}");
            return ExitCode.Ok;
        }

        RefuseUnfinished(job);
        await JobReasons.TellAsync(job, session, cancellationToken);
        return JobCounts.HasRowsLeft(job) ? ExitCode.PartialSuccess : ExitCode.Ok;
    }
}
