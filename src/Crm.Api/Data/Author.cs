namespace Crm.Api.Data;

/// <summary>Who writes, by what way, in answer to which request, and at what moment: stamped on every change.</summary>
internal sealed record Author(Guid? KeyId, string Via, string? RequestId, DateTimeOffset Now);
