using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Cli.Connection;

/// <summary>Talks to the service and turns every refusal into a failure the user can read.</summary>
internal sealed class CrmClient : IDisposable
{
    private const int LargestPage = 500;

    private readonly HttpClient _http;
    private readonly Settings _settings;

    private CrmClient(HttpClient http, Settings settings)
    {
        _http = http;
        _settings = settings;
    }

    public static CrmClient Open(Shell shell, Settings settings, RequestLogLevel logLevel)
    {
        var log = new RequestLogHandler(shell.Error, shell.Clock, logLevel) { InnerHandler = shell.Network() };
        var redirects = new SameOriginRedirectHandler { InnerHandler = log };
        var retries = new RetryHandler(shell) { InnerHandler = redirects };
        var http = new HttpClient(retries) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("crm-cli", CrmCommand.Version));
        if (settings.Token is { } token)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        }

        return new CrmClient(http, settings);
    }

    /// <summary>Sends and reads the whole answer; nothing when it has no body.</summary>
    public async Task<JsonNode?> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var answer = await OpenAsync(request, cancellationToken);
        var body = await WithinTimeoutAsync(
            request,
            (limited, _) => answer.Content.ReadAsStringAsync(limited),
            cancellationToken
        );
        return body.Length == 0 ? null : Parse(body, request);
    }

    /// <summary>Sends and hands the successful answer over unread, for those who stream it or want its headers.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var answer = await OpenAnyAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw Problem.Failure(
                request,
                answer,
                await answer.Content.ReadAsStringAsync(cancellationToken),
                _settings
            );
        }
    }

    /// <summary>Like <see cref="OpenAsync"/>, but a refusal is an answer like any other.</summary>
    public async Task<HttpResponseMessage> OpenAnyAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(_settings.BaseAddress);
        return await WithinTimeoutAsync(
            request,
            (limited, startAnew) =>
            {
                // The time a body takes to go out is not the service's.
                message.Content = message.Content is { } body ? new WatchedContent(body, startAnew) : null;
                return _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limited);
            },
            cancellationToken
        );
    }

    /// <summary>Follows the cursor and yields records until the list or the limit ends.</summary>
    public async IAsyncEnumerable<JsonNode> ListAsync(
        ApiRequest request,
        int? limit,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? pageToken = null;
        var left = limit ?? int.MaxValue;
        do
        {
            var pageSize = request.IsPaged ? Math.Min(left, LargestPage).ToString(provider: null) : null;
            var page = await SendAsync(
                request with
                {
                    Query = [.. request.Query, ("pageSize", pageSize), ("pageToken", pageToken)],
                },
                cancellationToken
            );
            foreach (var item in (page?["items"] as JsonArray ?? []).Take(left))
            {
                yield return item!;
                left--;
            }

            pageToken = (string?)page?["nextPageToken"];
        } while (left > 0 && !string.IsNullOrEmpty(pageToken));
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> WithinTimeoutAsync<T>(
        ApiRequest request,
        Func<CancellationToken, Action, Task<T>> act,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_settings.TimeoutLength);
        try
        {
            return await act(limit.Token, () => limit.CancelAfter(_settings.TimeoutLength));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new Failure(
                ExitCode.RateLimitedOrTimedOut,
                $"{request.Method} {request.Path} got no answer within {_settings.Timeout.Value}.",
                next: "try again with a longer --timeout"
            );
        }
        catch (HttpRequestException unreachable)
        {
            throw Unreachable(unreachable);
        }
    }

    private static JsonNode? Parse(string body, ApiRequest request)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            throw new Failure(
                ExitCode.Failure,
                $"{request.Method} {request.Path} did not answer with JSON.",
                next: "check with `crm doctor` that the address belongs to the service"
            );
        }
    }

    private Failure Unreachable(HttpRequestException unreachable) =>
        new(
            ExitCode.Failure,
            $"Cannot reach {_settings.Url.Value} (from {_settings.Url.Origin}).",
            [unreachable.InnerException?.Message ?? unreachable.Message],
            "start the service, or name another with --url or `crm login --url URL`"
        );
}
