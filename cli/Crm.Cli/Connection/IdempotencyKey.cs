namespace Crm.Cli.Connection;

/// <summary>Makes the key by which the service recognises a repeated request.</summary>
internal static class IdempotencyKey
{
    public static string New(TimeProvider clock) => $"crm-{Guid.CreateVersion7(clock.GetUtcNow()):N}";
}
