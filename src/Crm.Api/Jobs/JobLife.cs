using Crm.Api.Kernel;

namespace Crm.Api.Jobs;

/// <content>Its states, and who may bring it from one to another.</content>
internal sealed partial class Job
{
    /// <summary>Why a job was cancelled that nobody went on with.</summary>
    public const string AbandonedCode = "abandoned";

    /// <summary>Refuses files for a job that has begun to read those it has, or never reads any.</summary>
    public void CheckTakesFiles()
    {
        if (State is not (JobState.Created or JobState.Uploading or JobState.Planned))
        {
            throw RuleBroken.State(
                "job-not-uploadable",
                $"The job is {EnumText<JobState>.Of(State)}; its files are not changed any more."
            );
        }
    }

    /// <summary>Adds a file, or puts it in the place of the one with its number; a plan that was made of others is void.</summary>
    public void Put(JobFile file)
    {
        CheckTakesFiles();
        State = JobState.Uploading;
        Forget();
        Findings = null;
        RowsTotal = null;
        if (Files.Find(other => other.Number == file.Number) is { } former)
        {
            (former.BlobId, former.Name, former.Length, former.Sha256) = (
                file.BlobId,
                file.Name,
                file.Length,
                file.Sha256
            );
        }
        else
        {
            Files.Add(file);
        }
    }

    /// <summary>Has everything looked at, changing nothing; also once more for a job that is planned already.</summary>
    public void BeginPlan(DateTimeOffset now)
    {
        if (State is not (JobState.Created or JobState.Uploading or JobState.Planned))
        {
            throw RuleBroken.State(
                "job-not-plannable",
                $"The job is {EnumText<JobState>.Of(State)}; what was begun is not planned any more."
            );
        }

        CheckFiles();
        Forget();
        Begin(JobState.Planning, now);
    }

    /// <summary>Lets the work begin: what the plan says and nothing beyond it.</summary>
    /// <param name="planId">The plan that was looked at; null for a job that was never planned.</param>
    /// <param name="now">When.</param>
    public void BeginApply(string? planId, DateTimeOffset now)
    {
        if (State is not (JobState.Uploading or JobState.Planned))
        {
            throw RuleBroken.State(
                "job-not-appliable",
                $"The job is {EnumText<JobState>.Of(State)}; only a planned one, or one whose file is there, can be applied."
            );
        }

        if (planId != PlanId)
        {
            throw RuleBroken.State(
                "plan-stale",
                PlanId is null
                    ? "The job has no plan, or its input was changed since; have it planned first."
                    : $"The job's plan is {PlanId}; look at that one before applying it.",
                "/planId"
            );
        }

        CheckFiles();
        Begin(JobState.Running, now);
    }

    /// <summary>Everything has been looked at and nothing changed.</summary>
    public void FinishPlan(string planId, string summary)
    {
        State = JobState.Planned;
        PlanId = planId;
        Plan = summary;
        RowsTotal = RowsRead;
        Owner = null;
    }

    /// <summary>All rows are done; sums that do not add up make the job a failure, whatever else went well.</summary>
    public void Complete(DateTimeOffset now)
    {
        if (!Counts.AddUp)
        {
            Fail("sums-differ", "The outcomes do not add up to the rows read.", now);
            return;
        }

        End(Rejected + Unprocessed > 0 ? JobState.CompletedWithErrors : JobState.Completed, now);
    }

    public void Fail(string code, string detail, DateTimeOffset now)
    {
        ErrorCode = code;
        ErrorDetail = detail;
        End(JobState.Failed, now);
    }

    /// <summary>Only what is over, and changed records, can be taken back; not a taking back itself.</summary>
    public void CheckUndoable()
    {
        if (Kind is not (JobKind.Import or JobKind.BulkUpdate or JobKind.BulkDelete or JobKind.BulkMerge))
        {
            throw RuleBroken.State("job-not-undoable", "Only an import, a bulk change or a bulk merge can be undone.");
        }

        if (!IsOver || State == JobState.Undone)
        {
            throw RuleBroken.State(
                "job-not-undoable",
                $"The job is {EnumText<JobState>.Of(State)}; one that is over, and not undone yet, can be undone."
            );
        }
    }

    /// <summary>All it did was taken back.</summary>
    public void MarkUndone() => State = JobState.Undone;

    /// <summary>Stops it before its next chunk, to go on later.</summary>
    public void Pause()
    {
        if (IsOver)
        {
            throw OverAlready();
        }

        if (!IsUnderWay)
        {
            throw RuleBroken.State(
                "job-not-running",
                $"The job is {EnumText<JobState>.Of(State)}; there is nothing to pause."
            );
        }

        PausedIn = State;
        State = JobState.Paused;
        TakeFromOwner();
    }

    /// <summary>Pauses it because of something that only people can put right.</summary>
    public void Pause(string code, string detail)
    {
        Pause();
        ErrorCode = code;
        ErrorDetail = detail;
    }

    public void Resume()
    {
        if (State != JobState.Paused)
        {
            throw RuleBroken.State(
                "job-not-paused",
                $"The job is {EnumText<JobState>.Of(State)}; only a paused one can be resumed."
            );
        }

        State = PausedIn!.Value;
        PausedIn = null;
        ErrorCode = null;
        ErrorDetail = null;
    }

    public void Cancel(DateTimeOffset now)
    {
        if (IsOver)
        {
            throw OverAlready();
        }

        TakeFromOwner();
        End(JobState.Cancelled, now);
    }

    /// <summary>Ends what somebody began to prepare and never went on with.</summary>
    public void Abandon(DateTimeOffset now)
    {
        ErrorCode = AbandonedCode;
        ErrorDetail = "Nobody went on with it, so its files were removed.";
        End(JobState.Cancelled, now);
    }

    /// <summary>What remains is who did what, and the counts.</summary>
    public void RemoveResults(DateTimeOffset now)
    {
        Files.ForEach(file => file.BlobId = null);
        Plan = null;
        Findings = null;
        ResultsRemovedTime = now;
    }

    /// <summary>Refuses to read files of which some have obviously not been sent; other kinds of jobs read none.</summary>
    private void CheckFiles()
    {
        var last = Files.Count > 0 ? Files.Max(file => file.Number) : 0;
        var missing = Enumerable
            .Range(1, Kind == JobKind.Import ? Math.Max(last, 1) : last)
            .Except(Files.Select(file => file.Number));
        if (missing.FirstOrDefault() is > 0 and var first)
        {
            throw RuleBroken.State("parts-missing", $"Part {first} of the file has not been sent.");
        }
    }

    private void Begin(JobState state, DateTimeOffset now)
    {
        State = state;
        StartTime = now;
        ResetCounts();
    }

    private void Forget()
    {
        PlanId = null;
        Plan = null;
        ResetCounts();
    }

    private void ResetCounts()
    {
        (RowsRead, Created, Updated, Unchanged, Duplicate, Rejected, Unprocessed, Deleted) = (0, 0, 0, 0, 0, 0, 0, 0);
        RunMilliseconds = 0;
    }

    private RuleBroken OverAlready() =>
        RuleBroken.State("job-over", $"The job is {EnumText<JobState>.Of(State)} and does nothing any more.");

    private void End(JobState state, DateTimeOffset now)
    {
        State = state;
        EndTime = now;
        PausedIn = null;
        Owner = null;
    }

    /// <summary>A pause that is taken back at once must not let the former owner go on beside the next one.</summary>
    private void TakeFromOwner()
    {
        Owner = null;
        Epoch++;
    }
}
