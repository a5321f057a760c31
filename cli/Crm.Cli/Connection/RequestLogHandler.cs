namespace Crm.Cli.Connection;

/// <summary>How much of the traffic is told on stderr.</summary>
internal enum RequestLogLevel
{
    Off,
    Lines,
    Everything,
}

/// <summary>Tells requests and answers on stderr, with secrets masked.</summary>
internal sealed class RequestLogHandler(TextWriter error, TimeProvider clock, RequestLogLevel level) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (level == RequestLogLevel.Off)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        await error.WriteLineAsync($"> {request.Method} {Secrets.Mask(request.RequestUri!.ToString())}");
        await TellAsync(">", request.Headers, request.Content, cancellationToken);

        var start = clock.GetTimestamp();
        var answer = await base.SendAsync(request, cancellationToken);
        var elapsed = clock.GetElapsedTime(start);

        await error.WriteLineAsync(
            $"< {(int)answer.StatusCode} {answer.ReasonPhrase} in {elapsed.TotalMilliseconds:0} ms"
        );
        await TellAsync("<", answer.Headers, answer.Content, cancellationToken);
        return answer;
    }

    private async Task TellAsync(
        string mark,
        System.Net.Http.Headers.HttpHeaders headers,
        HttpContent? content,
        CancellationToken cancellationToken
    )
    {
        if (level != RequestLogLevel.Everything)
        {
            return;
        }

        foreach (var (name, values) in headers.NonValidated.Concat(content?.Headers.NonValidated ?? []))
        {
            await error.WriteLineAsync($"{mark} {name}: {Secrets.Mask(name, string.Join(", ", values))}");
        }

        if (content is not null)
        {
            // Buffered, so that the one who asked can read it again.
            await content.LoadIntoBufferAsync(cancellationToken);
            var body = await content.ReadAsStringAsync(cancellationToken);
            await error.WriteLineAsync(body.Length == 0 ? mark : $"{mark} {Secrets.Mask(body)}");
        }
    }
}
