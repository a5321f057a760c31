using System.Net;

namespace Crm.Cli.Connection;

/// <summary>
/// Sends again what was refused for a moment (429, 503). A POST or PATCH is safe to repeat: the service recognises its
/// Idempotency-Key.
/// </summary>
internal sealed class RetryHandler(Shell shell) : DelegatingHandler
{
    private const int MostAttempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            var isTransient = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
            if (!isTransient || attempt == MostAttempts)
            {
                return answer;
            }

            var pause = Pause(answer, attempt);
            answer.Dispose();
            await shell.Wait(pause, cancellationToken);
        }
    }

    /// <summary>What the service asks for, or twice as long each time; a little longer at random, so that callers spread.</summary>
    private TimeSpan Pause(HttpResponseMessage answer, int attempt)
    {
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - shell.Clock.GetUtcNow(),
            _ => FirstPause * Math.Pow(2, attempt - 1),
        };
        return asked <= TimeSpan.Zero ? TimeSpan.Zero : asked * (1 + (Random.Shared.NextDouble() / 4));
    }
}
