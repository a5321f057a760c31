namespace Crm.Api.Cases;

/// <summary>When a case took its steps and how it ended, as a form says it.</summary>
internal sealed record CaseHistory(
    DateTimeOffset? OpenedAt,
    DateTimeOffset? FirstResponseAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? ClosedAt,
    string? Resolution,
    string? ResolutionCode
);
