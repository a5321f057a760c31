using System.Net;
using System.Text;

namespace Crm.Cli.Tests;

/// <summary>A request as the service would have seen it.</summary>
internal sealed record SeenRequest(
    string Method,
    string Target,
    string Body,
    IReadOnlyDictionary<string, string> Headers
);

/// <summary>Stands where the network is: gives the prepared answers in order and remembers what was asked.</summary>
internal sealed class FakeService : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    public List<SeenRequest> Requests { get; } = [];

    public SeenRequest Request => Assert.Single(Requests);

    public int AnswersLeft => _answers.Count;

    public FakeService Answers(
        string body,
        HttpStatusCode status = HttpStatusCode.OK,
        string mediaType = "application/json",
        params (string Name, string Value)[] headers
    )
    {
        _answers.Enqueue(_ =>
        {
            var answer = new HttpResponseMessage(status)
            {
                Content = new StringContent(body, Encoding.UTF8, mediaType),
            };
            foreach (var (name, value) in headers)
            {
                answer.Headers.TryAddWithoutValidation(name, value);
            }

            return Task.FromResult(answer);
        });
        return this;
    }

    public FakeService AnswersProblem(HttpStatusCode status, string code, string detail = "", string more = "") =>
        Answers(
            $$"""{"type":"about:blank","title":"{{status}}","status":{{(int)status}},"code":"{{code}}","detail":"{{detail}}"{{more}}}""",
            status,
            "application/problem+json"
        );

    public FakeService NeverAnswers()
    {
        _answers.Enqueue(async cancellationToken =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("An endless wait has ended.");
        });
        return this;
    }

    public FakeService Refuses(Exception failure)
    {
        _answers.Enqueue(_ => Task.FromException<HttpResponseMessage>(failure));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? []);
        Requests.Add(
            new SeenRequest(
                request.Method.Method,
                request.RequestUri!.AbsoluteUri,
                request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken),
                headers.ToDictionary(
                    header => header.Key,
                    header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                )
            )
        );
        var answer = _answers.TryDequeue(out var prepared)
            ? await prepared(cancellationToken)
            : throw new InvalidOperationException(
                $"Nobody prepared an answer to {request.Method} {request.RequestUri}."
            );
        answer.RequestMessage = request;
        return answer;
    }
}
