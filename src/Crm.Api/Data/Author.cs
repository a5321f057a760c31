using Crm.Api.Kernel;

namespace Crm.Api.Data;

/// <summary>Who writes, by what way, in answer to which request, and at what moment: stamped on every change.</summary>
/// <param name="KeyId">The key it is done with.</param>
/// <param name="Via">By what way.</param>
/// <param name="RequestId">Which request it answers.</param>
/// <param name="Now">When.</param>
/// <param name="Ids">Numbers what it makes.</param>
/// <param name="IsSilent">True when webhooks and automations are to leave it out.</param>
internal sealed record Author(
    Guid? KeyId,
    string Via,
    string? RequestId,
    DateTimeOffset Now,
    SequentialIds Ids,
    bool IsSilent
);
