using Crm.Api.Kernel;
using Crm.Api.Pipelines;

namespace Crm.Api.Opportunities;

/// <content>How it goes from stage to stage.</content>
internal sealed partial class Opportunity
{
    public Guid PipelineId { get; set; }

    /// <summary>The key of the stage it is in.</summary>
    public string Stage { get; set; } = "";

    public PipelineStage? CurrentStage { get; set; }

    /// <summary>When it came into its stage.</summary>
    public DateTimeOffset StageTime { get; set; }

    /// <summary>When it was won or lost; null while it is open.</summary>
    public DateTimeOffset? CloseTime { get; set; }

    /// <summary>From the first stage to the closing.</summary>
    public long? SecondsToClose { get; set; }

    public string? WinReason { get; set; }

    public string? LossReason { get; set; }

    public bool IsClosed => CloseTime is not null;

    public IEnumerable<StageVisit> Visits =>
        StageHistory
            .OrderBy(entry => entry.Position)
            .Select(entry => new StageVisit(entry.Stage, entry.EnteredTime, entry.Reason, "/stageMoves"));

    /// <summary>An open opportunity goes to another stage, which may close it.</summary>
    public void MoveTo(Pipeline pipeline, string stage, string? reason, DateTimeOffset? at, DateTimeOffset now)
    {
        CheckOpen();
        var target = StageOf(pipeline, stage, "/stage");
        if (target.Key == Stage)
        {
            throw RuleBroken.State("already-in-stage", $"The opportunity is in the stage '{Stage}' already.", "/stage");
        }

        Follow(pipeline, [.. Visits, Visit(target, reason, at, now)], now);
    }

    /// <summary>An open opportunity goes to the stage that its pipeline has for what is won.</summary>
    public void Win(Pipeline pipeline, DateTimeOffset now) =>
        MoveTo(pipeline, pipeline.FirstWonStage.Key, reason: null, at: null, now);

    /// <summary>A closed opportunity goes back to an open stage: the one named, or the last it was in.</summary>
    public void Reopen(Pipeline pipeline, string? stage, string? reason, DateTimeOffset? at, DateTimeOffset now)
    {
        if (!IsClosed)
        {
            throw RuleBroken.State("not-closed", "The opportunity is open.");
        }

        var target = stage is null ? LastOpenStage(pipeline) : StageOf(pipeline, stage, "/stage");
        if (target.Kind != StageKind.Open)
        {
            throw RuleBroken.Invalid("stage-not-open", $"The stage '{target.Key}' is not an open one.", "/stage");
        }

        Follow(pipeline, [.. Visits, Visit(target, reason, at, now)], now);
    }

    /// <summary>Brings it where it is said to be. Saying what is so already changes nothing; anything else is a move by the same rules.</summary>
    public void Place(Pipeline pipeline, Placement placement, DateTimeOffset now)
    {
        List<StageVisit> visits =
        [
            .. placement.Moves.Select(move => move with { Stage = pipeline.FindStage(move.Stage)?.Key ?? move.Stage }),
        ];
        var wanted = placement.Stage ?? visits.LastOrDefault().Stage ?? (Stage.Length > 0 ? Stage : null);
        var stage = wanted is null ? pipeline.FirstOpenStage : StageOf(pipeline, wanted, "/stage");
        if (stage.Key != Stage || pipeline.Id != PipelineId)
        {
            CheckOpen();
        }

        CheckClosing(stage, placement);
        var reason = placement.WinReason ?? placement.LossReason;
        if (visits.Count == 0 || visits[^1].Stage != stage.Key)
        {
            var since =
                placement.ClosedAt ?? (stage.Key == Stage ? StageTime : visits.LastOrDefault().Time.OrLater(now));
            visits.Add(new StageVisit(stage.Key, since, reason, "/closedAt"));
        }
        else if (placement.ClosedAt is { } closedAt && closedAt != visits[^1].Time)
        {
            throw RuleBroken.Invalid(
                "closed-at-mismatch",
                "It is said to have come into its closed stage at two different times.",
                "/closedAt"
            );
        }
        else if (stage.Kind != StageKind.Open)
        {
            visits[^1] = visits[^1] with { Reason = reason ?? visits[^1].Reason };
        }

        Follow(pipeline, visits, now);
    }

    /// <summary>Takes the visits for its history, and what follows from the last one.</summary>
    private void Follow(Pipeline pipeline, IReadOnlyList<StageVisit> visits, DateTimeOffset now)
    {
        CheckVisits(pipeline, visits, now);
        Parts.SyncByPosition(
            StageHistory,
            visits,
            (entry, visit) => (entry.Stage, entry.EnteredTime, entry.Reason) = (visit.Stage, visit.Time, visit.Reason)
        );

        var last = visits[^1];
        var stage = StageOf(pipeline, last.Stage, "/stage");
        if (stage.Kind == StageKind.Won && CustomerId is null)
        {
            throw RuleBroken.State("customer-missing", "Nothing is won without a customer; name one.", "/customerId");
        }

        PipelineId = pipeline.Id;
        Stage = stage.Key;
        CurrentStage = stage;
        StageTime = last.Time;
        CloseTime = stage.Kind == StageKind.Open ? null : last.Time;
        SecondsToClose = CloseTime is null ? null : (long)(last.Time - visits[0].Time).TotalSeconds;
        WinReason = stage.Kind == StageKind.Won ? last.Reason : null;
        LossReason = stage.Kind == StageKind.Lost ? last.Reason : null;
    }

    /// <summary>One after the other, each to another stage of the pipeline, none in the future; what is known already stays.</summary>
    private void CheckVisits(Pipeline pipeline, IReadOnlyList<StageVisit> visits, DateTimeOffset now)
    {
        var known = StageHistory.Select(entry => (entry.Stage, entry.EnteredTime)).ToHashSet();
        for (var index = 0; index < visits.Count; index++)
        {
            var visit = visits[index];
            if (!known.Contains((visit.Stage, visit.Time)))
            {
                StageOf(pipeline, visit.Stage, visit.Pointer);
                visit.Time.CheckNotInFuture(now, visit.Pointer);
            }

            if (index > 0 && visits[index - 1].Stage == visit.Stage)
            {
                throw RuleBroken.Invalid("stage-repeated", "A move leads to another stage.", visit.Pointer);
            }

            if (index > 0 && visits[index - 1].Time > visit.Time)
            {
                throw RuleBroken.Invalid(
                    "moves-out-of-order",
                    $"It cannot have come into '{visit.Stage}' before it came into '{visits[index - 1].Stage}'.",
                    visit.Pointer
                );
            }
        }
    }

    private static void CheckClosing(PipelineStage stage, Placement placement)
    {
        if (placement.ClosedAt is not null && stage.Kind == StageKind.Open)
        {
            throw RuleBroken.Invalid("stage-open", $"In the stage '{stage.Key}' it is not closed.", "/closedAt");
        }

        if (placement.WinReason is not null && stage.Kind != StageKind.Won)
        {
            throw RuleBroken.Invalid("reason-mismatch", $"In the stage '{stage.Key}' it is not won.", "/winReason");
        }

        if (placement.LossReason is not null && stage.Kind != StageKind.Lost)
        {
            throw RuleBroken.Invalid("reason-mismatch", $"In the stage '{stage.Key}' it is not lost.", "/lossReason");
        }
    }

    private void CheckOpen()
    {
        if (IsClosed)
        {
            throw RuleBroken.State(
                "opportunity-closed",
                "The opportunity is closed; reopen it before it goes anywhere else.",
                "/stage"
            );
        }
    }

    private PipelineStage LastOpenStage(Pipeline pipeline) =>
        Visits
            .Reverse()
            .Select(visit => pipeline.Stages.Find(stage => stage.Key == visit.Stage && stage.Kind == StageKind.Open))
            .FirstOrDefault(stage => stage is not null)
        ?? pipeline.FirstOpenStage;

    private StageVisit Visit(PipelineStage stage, string? reason, DateTimeOffset? at, DateTimeOffset now) =>
        new(stage.Key, at ?? now.OrLater(StageTime), reason, "/occurredAt");

    private static PipelineStage StageOf(Pipeline pipeline, string keyOrName, string pointer) =>
        pipeline.FindStage(keyOrName)
        ?? throw RuleBroken.Invalid(
            "unknown-stage",
            $"The pipeline '{pipeline.Name}' has no stage '{keyOrName}', only "
                + $"{string.Join(", ", pipeline.StagesInOrder.Select(stage => stage.Key))}.",
            pointer
        );
}
