using System.Net;

namespace Crm.Cli.Connection;

/// <summary>
/// Follows the redirect a merged record answers with. The framework's own handler drops the key on the way; this one
/// keeps it, and therefore never follows to another origin.
/// </summary>
internal sealed class SameOriginRedirectHandler : DelegatingHandler
{
    private const int MostRedirects = 5;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        for (var followed = 0; followed < MostRedirects && Target(request, answer) is { } target; followed++)
        {
            answer.Dispose();
            request.RequestUri = target;
            answer = await base.SendAsync(request, cancellationToken);
        }

        return answer;
    }

    private static Uri? Target(HttpRequestMessage request, HttpResponseMessage answer)
    {
        var isRedirect =
            answer.StatusCode
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;
        if (!isRedirect || request.Method != HttpMethod.Get || answer.Headers.Location is not { } location)
        {
            return null;
        }

        var target = new Uri(request.RequestUri!, location);
        return target.GetLeftPart(UriPartial.Authority) == request.RequestUri!.GetLeftPart(UriPartial.Authority)
            ? target
            : null;
    }
}
