using Crm.Api.Kernel;

namespace Crm.Api.Cases;

/// <summary>How far a case has come.</summary>
internal enum CaseState
{
    /// <summary>Nobody of ours has answered yet.</summary>
    New,

    /// <summary>It is our turn.</summary>
    Open,

    /// <summary>Somebody else has to do something first.</summary>
    Waiting,

    /// <summary>Solved, as we see it; what the customer writes now opens it again.</summary>
    Resolved,

    /// <summary>Done with; only a reopening with a reason moves it again.</summary>
    Closed,
}

/// <summary>Whom a waiting case waits for.</summary>
internal enum WaitingParty
{
    Customer,
    ThirdParty,
}

/// <summary>How soon a case wants an answer; in the order of urgency.</summary>
internal enum CasePriority
{
    Low,
    Normal,
    High,
    Urgent,
}

/// <summary>A state a case came into, and when; from all of them any clock, business hours and pauses included, can be worked out.</summary>
internal sealed class CaseStep : ListedPart
{
    public CaseState State { get; set; }

    public WaitingParty? WaitingFor { get; set; }

    public DateTimeOffset Time { get; set; }

    /// <summary>Why it was reopened.</summary>
    public string? Reason { get; set; }
}
