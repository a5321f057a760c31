using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Cli.Connection;

/// <summary>Turns a problem document (RFC 9457) into a failure: what, why, what next.</summary>
internal static class Problem
{
    public static Failure Failure(ApiRequest request, HttpResponseMessage answer, string body, Settings settings)
    {
        var problem = Parse(body);
        var status = (int)answer.StatusCode;
        var code = (string?)problem?["code"];
        var title = (string?)problem?["title"] ?? answer.ReasonPhrase ?? "refused";
        return new Failure(
            ExitCodeOf(answer.StatusCode),
            $"{request.Method} {request.Path}: {title} ({status}{(code is null ? "" : $" {code}")})",
            [.. Reasons(problem, answer)],
            Next(answer.StatusCode, settings)
        );
    }

    /// <summary>The exit code that stands for a status; the one table of it.</summary>
    public static ExitCode ExitCodeOf(HttpStatusCode status) =>
        (int)status switch
        {
            401 or 403 => ExitCode.Authentication,
            404 or 410 => ExitCode.NotFound,
            409 or 412 or 428 => ExitCode.Conflict,
            408 or 429 or 503 or 504 => ExitCode.RateLimitedOrTimedOut,
            _ => ExitCode.Failure,
        };

    /// <summary>One sentence from a problem inside an answer, as batches give it for a row.</summary>
    public static JsonObject RowError(JsonNode? problem) =>
        new()
        {
            ["code"] = problem?["code"]?.DeepClone(),
            ["detail"] = (problem?["detail"] ?? problem?["title"])?.DeepClone(),
            ["errors"] = problem?["errors"]?.DeepClone(),
        };

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Reasons(JsonObject? problem, HttpResponseMessage answer)
    {
        var errors = problem?["errors"] as JsonArray ?? [];
        if ((string?)problem?["detail"] is { } detail && errors.All(error => (string?)error?["detail"] != detail))
        {
            yield return detail;
        }

        foreach (var error in errors)
        {
            yield return $"{error?["pointer"]}: {error?["detail"]} ({error?["code"]})";
        }

        foreach (var match in problem?["matches"] as JsonArray ?? [])
        {
            yield return $"matches {match?["id"]}";
        }

        if (answer.Headers.ETag is { } current && answer.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            yield return $"the record is at {current} now";
        }

        if (answer.Headers.TryGetValues("Request-Id", out var ids))
        {
            yield return $"request {string.Join(',', ids)}";
        }
    }

    private static string? Next(HttpStatusCode status, Settings settings) =>
        (int)status switch
        {
            401 when settings.Token is null =>
                $"no key was sent to {settings.Url.Value}: `crm login --url {settings.Url.Value}`, CRM_TOKEN or --token-file",
            401 => $"the key from {settings.Token.Origin} is not accepted: `crm login` with another one",
            403 => "`crm doctor` shows the scopes of your key",
            404 => "check the id or number with the `list` command; --show-deleted lists the trash too",
            412 => "read the record again and send its etag with --if-match",
            428 => "read the record with `get` and send its etag with --if-match",
            429 or 503 => "wait a little and run the same command again",
            _ => null,
        };
}
