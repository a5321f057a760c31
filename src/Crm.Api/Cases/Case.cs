using Crm.Api.Interactions;
using Crm.Api.Kernel;

namespace Crm.Api.Cases;

/// <summary>A request or complaint of a customer, from the first word to the last; its messages are interactions about it.</summary>
internal sealed class Case : Record, INumbered
{
    public string Number { get; set; } = "";

    public Guid CustomerId { get; set; }

    /// <summary>The person to talk to.</summary>
    public Guid? ContactId { get; set; }

    public string Subject { get; set; } = "";

    public string? Description { get; set; }

    public InteractionChannel? Channel { get; set; }

    /// <summary>A word, or a path of words with slashes between them.</summary>
    public string? Topic { get; set; }

    public CasePriority Priority { get; set; }

    public string? Queue { get; private set; }

    public Guid? TeamId { get; private set; }

    public Guid? AssigneeId { get; private set; }

    public Guid? ProductId { get; set; }

    public CaseState State { get; private set; }

    public WaitingParty? WaitingFor { get; private set; }

    /// <summary>Since when it has been in this state.</summary>
    public DateTimeOffset StateSince { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The first public answer of ours.</summary>
    public DateTimeOffset? FirstResponseAt { get; private set; }

    /// <summary>Null again once it is reopened.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>Null again once it is reopened.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public int ReopenCount { get; private set; }

    /// <summary>How long it has waited for others, without a wait that is still going on.</summary>
    public long WaitingSeconds { get; private set; }

    public string? Resolution { get; private set; }

    public string? ResolutionCode { get; private set; }

    public List<CaseStep> Steps { get; } = [];

    public List<ExternalId<Case>> ExternalIds { get; } = [];

    private bool IsDone => State is CaseState.Resolved or CaseState.Closed;

    public void Begin(DateTimeOffset at)
    {
        OpenedAt = at;
        Enter(CaseState.New, at);
    }

    /// <summary>Gives the case to a user, a team, a queue, or several of them.</summary>
    public void AssignTo(Guid? assigneeId, Guid? teamId, string? queue)
    {
        if (State == CaseState.Closed && (assigneeId, teamId, queue) != (AssigneeId, TeamId, Queue))
        {
            throw Closed("A closed case is nobody's work; reopen it first.");
        }

        (AssigneeId, TeamId, Queue) = (assigneeId, teamId, queue);
    }

    /// <summary>What a message does to the case. One from before the present state is history, and moves nothing.</summary>
    public void Take(InteractionDirection direction, DateTimeOffset at, DateTimeOffset now)
    {
        if (direction == InteractionDirection.Out)
        {
            FirstResponseAt ??= at.OrLater(OpenedAt);
        }

        // What is said now is never history, even when the clock that said since when was ahead of ours.
        var isHistory = at < StateSince && at < now;
        if (direction == InteractionDirection.Internal || isHistory)
        {
            return;
        }

        switch (direction, State)
        {
            case (_, CaseState.Closed):
                throw Closed("A closed case takes notes only; reopen it, or open another one.");
            case (InteractionDirection.Out, CaseState.New):
                Enter(CaseState.Open, at);
                break;
            case (InteractionDirection.In, CaseState.Waiting or CaseState.Resolved):
                OpenAgain(at, reason: null);
                break;
        }
    }

    /// <summary>It is somebody else's turn.</summary>
    public void WaitFor(WaitingParty party, DateTimeOffset at)
    {
        CheckNotDone();
        if (WaitingFor != party)
        {
            Enter(CaseState.Waiting, at, party);
        }
    }

    public void Resolve(string? resolution, string? code, DateTimeOffset at)
    {
        CheckNotDone();
        Explain(resolution, code);
        Enter(CaseState.Resolved, at);
        ResolvedAt = StateSince;
    }

    public void Close(DateTimeOffset at)
    {
        if (State == CaseState.Closed)
        {
            throw Closed("The case is closed already.");
        }

        if (State != CaseState.Resolved)
        {
            throw NotResolved("Only a resolved case can be closed.");
        }

        Enter(CaseState.Closed, at);
        ClosedAt = StateSince;
    }

    public void Reopen(string reason, DateTimeOffset at)
    {
        if (!IsDone)
        {
            throw NotResolved("Only a resolved or closed case can be reopened.");
        }

        OpenAgain(at, reason);
    }

    /// <summary>
    /// Brings the case to where a form says it is. A time that is new moves the case at that time, so that what was settled elsewhere
    /// can be brought in with its history; a time that is kept already never changes.
    /// </summary>
    public void Follow(CaseHistory said, DateTimeOffset now)
    {
        if (IsNew)
        {
            said.OpenedAt?.CheckNotInFuture(now, "/openedAt");
            Begin(said.OpenedAt ?? now);
        }

        CheckKept(OpenedAt, said.OpenedAt ?? OpenedAt, "/openedAt");
        if (NewTime(FirstResponseAt, said.FirstResponseAt, OpenedAt, now, "/firstResponseAt") is { } responded)
        {
            Take(InteractionDirection.Out, responded, now);
        }

        if (NewTime(ResolvedAt, said.ResolvedAt, StateSince, now, "/resolvedAt") is { } resolved)
        {
            Resolve(said.Resolution, said.ResolutionCode, resolved);
        }
        else if ((said.Resolution, said.ResolutionCode) != (Resolution, ResolutionCode))
        {
            if (!IsDone)
            {
                throw NotResolved("A case that is not resolved has no resolution; resolve it.", "/resolution");
            }

            Explain(said.Resolution, said.ResolutionCode);
        }

        if (NewTime(ClosedAt, said.ClosedAt, StateSince, now, "/closedAt") is { } closed)
        {
            Close(closed);
        }
    }

    private void OpenAgain(DateTimeOffset at, string? reason)
    {
        if (IsDone)
        {
            ReopenCount++;
            (ResolvedAt, ClosedAt, Resolution, ResolutionCode) = (null, null, null, null);
        }

        Enter(CaseState.Open, at, reason: reason);
    }

    private void Enter(CaseState state, DateTimeOffset at, WaitingParty? party = null, string? reason = null)
    {
        // Clocks differ: no state begins before the one it follows.
        var since = at.OrLater(StateSince);
        if (State == CaseState.Waiting)
        {
            WaitingSeconds += (long)(since - StateSince).TotalSeconds;
        }

        (State, WaitingFor, StateSince) = (state, party, since);
        Steps.Add(
            new CaseStep
            {
                Position = Steps.Count,
                State = state,
                WaitingFor = party,
                Time = since,
                Reason = reason,
            }
        );
    }

    private void Explain(string? resolution, string? code)
    {
        if (resolution is null && code is null)
        {
            throw RuleBroken.Invalid(
                "resolution-missing",
                "Say how the case was resolved: in words, by a code, or both.",
                "/resolution"
            );
        }

        (Resolution, ResolutionCode) = (resolution, code);
    }

    private void CheckNotDone()
    {
        if (IsDone)
        {
            throw State == CaseState.Closed
                ? Closed("The case is closed; reopen it first.")
                : RuleBroken.State("case-resolved", "The case is resolved; reopen it first.");
        }
    }

    /// <summary>The time, when it is one the case does not know yet; it must fit behind what came before.</summary>
    private static DateTimeOffset? NewTime(
        DateTimeOffset? kept,
        DateTimeOffset? said,
        DateTimeOffset notBefore,
        DateTimeOffset now,
        string pointer
    )
    {
        if (kept is not null || said is not { } time)
        {
            CheckKept(kept, said, pointer);
            return null;
        }

        time.CheckNotInFuture(now, pointer);
        return time >= notBefore
            ? time
            : throw RuleBroken.Invalid("case-time-order", "It lies before what must have come first.", pointer);
    }

    private static void CheckKept(DateTimeOffset? kept, DateTimeOffset? said, string pointer)
    {
        if (kept != said)
        {
            throw RuleBroken.State(
                "case-time-kept",
                "The case has this time already, and times do not change; reopen it if it is not done.",
                pointer
            );
        }
    }

    private static RuleBroken Closed(string message) => RuleBroken.State("case-closed", message);

    private static RuleBroken NotResolved(string message, string? pointer = null) =>
        RuleBroken.State("case-not-resolved", message, pointer);
}
