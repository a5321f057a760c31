using System.Threading.RateLimiting;
using Crm.Api.Http;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>Bounds how often somebody can change their mind by one link: each time is written down for good.</summary>
internal sealed class PreferenceLimiter : IAsyncDisposable
{
    private const int Changes = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Guid> _limiter = PartitionedRateLimiter.Create<Guid, Guid>(messageId =>
        RateLimitPartition.GetFixedWindowLimiter(
            messageId,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = Changes, Window = Window }
        )
    );

    public void Check(Guid messageId)
    {
        using var lease = _limiter.AttemptAcquire(messageId);
        if (!lease.IsAcquired)
        {
            throw new ProblemException(
                Problem
                    .Of(429, "too-many-changes", "The same link was used too often; wait a minute.")
                    .WithHeader("Retry-After", $"{Window.TotalSeconds}")
            );
        }
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
