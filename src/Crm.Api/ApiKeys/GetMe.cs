using System.ComponentModel.DataAnnotations;
using Crm.Api.Access;
using Crm.Api.Http;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.ApiKeys;

/// <summary>Says what the caller's key is and may do.</summary>
internal static class GetMe
{
    public static Answer<MeResponse> Handle(Caller caller, TimeProvider clock) =>
        Answer.Ok(
            new MeResponse
            {
                KeyId = caller.KeyId!.Value,
                Name = caller.Name,
                Scopes = [.. caller.Scopes.Scopes.Order(StringComparer.Ordinal)],
                ExpireTime = caller.ExpireTime,
                Time = clock.Now(),
            }
        );
}

/// <summary>The key that is asking.</summary>
internal sealed class MeResponse
{
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    public required Guid KeyId { get; init; }

    [Required]
    [Example("admin")]
    public required string Name { get; init; }

    [Required]
    [Example("*:*")]
    public required IReadOnlyList<string> Scopes { get; init; }

    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>The service's own time.</summary>
    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset Time { get; init; }
}
